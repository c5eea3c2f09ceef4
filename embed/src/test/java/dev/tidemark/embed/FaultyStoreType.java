package dev.tidemark.embed;

import dev.tidemark.engine.store.FileStateStore;
import dev.tidemark.formats.spi.StateStorePlace;
import dev.tidemark.formats.spi.StateStoreScope;
import dev.tidemark.formats.spi.StateStoreType;
import dev.tidemark.formats.toml.Key;
import dev.tidemark.formats.toml.Section;
import dev.tidemark.testkit.Faults;
import dev.tidemark.testkit.FaultyStateStore;
import java.nio.file.Path;
import java.util.List;

/** Files whose calls go wrong as {@link #faults} says. */
public final class FaultyStoreType implements StateStoreType {
    static volatile Faults faults = Faults.none();

    @Override
    public String name() {
        return "faulty";
    }

    @Override
    public String description() {
        return "Files that break.";
    }

    @Override
    public List<Key<?>> keys() {
        return List.of();
    }

    @Override
    public StateStorePlace read(Section config, StateStoreScope scope) {
        Path folder = scope.workspace().resolve("state");
        return new StateStorePlace(
                "faulty " + folder, warnings -> new FaultyStateStore(new FileStateStore(folder), faults));
    }
}
