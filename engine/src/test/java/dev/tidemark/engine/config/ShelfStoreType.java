package dev.tidemark.engine.config;

import dev.tidemark.formats.spi.StateStorePlace;
import dev.tidemark.formats.spi.StateStoreScope;
import dev.tidemark.formats.spi.StateStoreType;
import dev.tidemark.formats.toml.Key;
import dev.tidemark.formats.toml.Kind;
import dev.tidemark.formats.toml.Section;
import dev.tidemark.testkit.MemoryStateStore;
import java.util.List;

/** A store of another module, as far as the configuration can tell. */
public final class ShelfStoreType implements StateStoreType {
    private static final Key<String> ROOM = Key.required("room", Kind.TEXT, "none", "Where it stands.");
    private static final Key<String> PASSWORD = Key.optional("password", Kind.SECRET, "Opens the room.");

    @Override
    public String name() {
        return "shelf";
    }

    @Override
    public String description() {
        return "On a shelf.";
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(ROOM, PASSWORD);
    }

    @Override
    public StateStorePlace read(Section config, StateStoreScope scope) {
        String room = config.read(ROOM);
        config.find(PASSWORD);
        return new StateStorePlace(
                "shelf " + room + scope.stateId().map(id -> ", " + id).orElse(""), warnings -> new MemoryStateStore());
    }
}
