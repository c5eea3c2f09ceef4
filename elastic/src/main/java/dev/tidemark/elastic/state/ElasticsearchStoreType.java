package dev.tidemark.elastic.state;

import dev.tidemark.formats.spi.StateStorePlace;
import dev.tidemark.formats.spi.StateStoreScope;
import dev.tidemark.formats.spi.StateStoreType;
import dev.tidemark.formats.toml.Key;
import dev.tidemark.formats.toml.Section;
import java.util.List;

/** States in an index of Elasticsearch. */
public final class ElasticsearchStoreType implements StateStoreType {
    @Override
    public String name() {
        return "elasticsearch";
    }

    @Override
    public String description() {
        return "Documents of an index of Elasticsearch, see [state-elasticsearch.md](state-elasticsearch.md).";
    }

    @Override
    public List<Key<?>> keys() {
        return StoreSettings.keys();
    }

    @Override
    public StateStorePlace read(Section config, StateStoreScope scope) {
        return StoreSettings.read(config, scope);
    }
}
