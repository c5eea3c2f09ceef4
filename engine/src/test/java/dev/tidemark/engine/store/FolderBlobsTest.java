package dev.tidemark.engine.store;

import dev.tidemark.api.Blobs;
import dev.tidemark.testkit.BlobsContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FolderBlobsTest extends BlobsContract {
    @TempDir
    private Path folder;

    @Override
    protected Blobs open() {
        return new FolderBlobs(folder.resolve("not there yet/blobs"));
    }
}
