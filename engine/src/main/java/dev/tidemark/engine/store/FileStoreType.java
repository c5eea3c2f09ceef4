package dev.tidemark.engine.store;

import dev.tidemark.formats.spi.StateStorePlace;
import dev.tidemark.formats.spi.StateStoreScope;
import dev.tidemark.formats.spi.StateStoreType;
import dev.tidemark.formats.toml.Key;
import dev.tidemark.formats.toml.Kind;
import dev.tidemark.formats.toml.Section;
import java.nio.file.Path;
import java.util.List;

/** States in a local folder. */
public final class FileStoreType implements StateStoreType {
    private static final Key<String> BASE_PATH =
            Key.of("base_path", Kind.TEXT, "state", "Folder of the state, relative to the workspace.");

    @Override
    public String name() {
        return "file";
    }

    @Override
    public String description() {
        return "Files in a local folder; folders of different workspaces must differ. A `state_id` is the folder"
                + " `@STATE_ID` in it.";
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(BASE_PATH);
    }

    @Override
    public StateStorePlace read(Section config, StateStoreScope scope) {
        Path base = scope.workspace().resolve(config.read(BASE_PATH)).normalize();
        // No segment of a key has an '@', so the folder is not part of the states without an id.
        Path folder = scope.stateId().map(id -> base.resolve("@" + id)).orElse(base);
        return new StateStorePlace(folder.toString(), warnings -> new FileStateStore(folder));
    }
}
