package dev.tidemark.aws.dynamo;

import dev.tidemark.formats.spi.StateStorePlace;
import dev.tidemark.formats.spi.StateStoreScope;
import dev.tidemark.formats.spi.StateStoreType;
import dev.tidemark.formats.toml.Key;
import dev.tidemark.formats.toml.Section;
import java.time.Clock;
import java.util.List;

/** States in a table of DynamoDB. */
public final class DynamoStoreType implements StateStoreType {
    @Override
    public String name() {
        return "dynamodb";
    }

    @Override
    public String description() {
        return "Items of a table of Amazon DynamoDB, see [state-dynamodb.md](state-dynamodb.md).";
    }

    @Override
    public List<Key<?>> keys() {
        return DynamoSettings.KEYS;
    }

    @Override
    public StateStorePlace read(Section config, StateStoreScope scope) {
        DynamoSettings settings = DynamoSettings.read(config, scope);
        return new StateStorePlace(settings.location(), warnings -> settings.open(Clock.systemUTC()));
    }
}
