package dev.tidemark.engine.store;

import dev.tidemark.api.Blobs;
import dev.tidemark.api.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Blobs as files below a folder, under their own names, which are made as the keys of a state store are. The file system
 * must know hard links.
 */
public final class FolderBlobs implements Blobs {
    private static final String TEMP = ".~";

    private final Path root;
    private final Writer writer;

    /** @param folder made when something is written first */
    public FolderBlobs(Path folder) {
        this(folder, new Disk());
    }

    FolderBlobs(Path folder, Disk disk) {
        root = folder.toAbsolutePath().normalize();
        writer = new Writer(disk);
    }

    @Override
    public void write(String name, byte[] content) throws IOException {
        Path file = file(name);
        writer.create(file, content, file.resolveSibling(TEMP + UUID.randomUUID()));
    }

    @Override
    public byte[] read(String name) throws IOException {
        return Files.readAllBytes(file(name));
    }

    @Override
    public List<String> names(String prefix) throws IOException {
        return Names.below(root, prefix).stream()
                .filter(name -> !name.startsWith(TEMP, name.lastIndexOf('/') + 1))
                .toList();
    }

    /** When a document was written. @throws java.nio.file.NoSuchFileException if there is none of that name */
    public Instant written(String name) throws IOException {
        return Files.getLastModifiedTime(file(name)).toInstant();
    }

    @Override
    public void delete(String name) throws IOException {
        writer.delete(file(name));
    }

    private Path file(String name) {
        return root.resolve(StateStore.key(name));
    }
}
