package dev.tidemark.engine.store;

import dev.tidemark.api.StateStore;
import dev.tidemark.testkit.StateStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileStateStoreTest extends StateStoreContract {
    @TempDir
    private Path folder;

    @Override
    protected StateStore open() {
        return new FileStateStore(folder.resolve("not there yet/state"));
    }
}
