package dev.tidemark.lake.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Folders whose entries survive a power cut. */
public final class Durable {
    private Durable() {}

    /** Makes a folder and those above it that are missing; their names are durable when it returns. */
    public static void createFolders(Path folder) throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent == null || Files.isDirectory(folder)) {
            return;
        }
        createFolders(parent);
        Files.createDirectories(folder);
        sync(parent);
    }

    /** Makes the names in a folder durable: of files made, renamed or removed before this call. */
    public static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
