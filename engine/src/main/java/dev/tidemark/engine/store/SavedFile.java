package dev.tidemark.engine.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/** A file that a user asked for: old or new after a crash, never half. */
public final class SavedFile {
    private SavedFile() {}

    /** Writes a file, in place of one of this name; its folder is made. Durable when it returns. */
    public static void save(Path file, byte[] content) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path temp = absolute.resolveSibling("." + absolute.getFileName() + "." + UUID.randomUUID() + ".tmp");
        new Writer(new Disk()).save(absolute, content, temp);
    }
}
