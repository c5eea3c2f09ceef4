package dev.tidemark.elastic.source;

import dev.tidemark.formats.spi.SourcePlace;
import dev.tidemark.formats.spi.SourceScope;
import dev.tidemark.formats.spi.SourceType;
import dev.tidemark.formats.toml.Key;
import dev.tidemark.formats.toml.Section;
import java.util.List;

/** Indexes of Elasticsearch. */
public final class ElasticsearchSourceType implements SourceType {
    @Override
    public String name() {
        return "elasticsearch";
    }

    @Override
    public String description() {
        return "Indexes of Elasticsearch as they grow, see [source-elasticsearch.md](source-elasticsearch.md).";
    }

    @Override
    public List<Key<?>> keys() {
        return IndexKeys.all();
    }

    @Override
    public SourcePlace read(Section config, SourceScope scope) {
        return IndexKeys.read(config, scope);
    }
}
