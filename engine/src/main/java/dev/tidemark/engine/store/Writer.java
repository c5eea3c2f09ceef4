package dev.tidemark.engine.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes whole files that are old or new after a crash, never half: temp, sync, rename, sync the folder. */
final class Writer {
    private final Disk disk;

    Writer(Disk disk) {
        this.disk = disk;
    }

    /**
     * Replaces a file; its content until now stays as {@code previous}. One caller at a time for a file.
     *
     * @param temp a name beside the file that is free to be used, or left over from a dead process
     */
    void replace(Path file, byte[] content, Path temp, Path previous) throws IOException {
        replace(file, content, temp, () -> keep(file, previous, parent(file)));
    }

    /** Replaces a file, of whose content until now nothing stays. */
    void save(Path file, byte[] content, Path temp) throws IOException {
        replace(file, content, temp, () -> {});
    }

    /** Something that is done with a file that is about to be replaced. */
    private interface Last {
        void run() throws IOException;
    }

    private void replace(Path file, byte[] content, Path temp, Last last) throws IOException {
        Path folder = folder(file);
        try {
            disk.write(temp, content);
            disk.sync(temp);
            if (Files.exists(file)) {
                last.run();
            }
            disk.rename(temp, file);
        } catch (IOException | RuntimeException e) {
            drop(temp, e);
            throw e;
        }
        disk.sync(folder);
    }

    /**
     * Writes a new file.
     *
     * @param temp a name beside the file that nobody else uses
     * @throws java.nio.file.FileAlreadyExistsException if the name is taken; the file there stays as it is
     */
    void create(Path file, byte[] content, Path temp) throws IOException {
        Path folder = folder(file);
        try {
            disk.write(temp, content);
            disk.sync(temp);
            disk.link(temp, file);
        } catch (IOException | RuntimeException e) {
            drop(temp, e);
            throw e;
        }
        disk.delete(temp);
        disk.sync(folder);
    }

    /** Removes files in this order, those that are there. */
    void delete(Path... files) throws IOException {
        for (Path file : files) {
            if (Files.exists(file)) {
                disk.delete(file);
                disk.sync(parent(file));
            }
        }
    }

    /** Makes a folder and those above it, each durable in its parent. */
    void makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = parent(folder);
        makeFolder(parent);
        disk.makeFolder(folder);
        disk.sync(parent);
    }

    /** A second name, then a rename: at no moment is the file or its previous generation missing. */
    private void keep(Path file, Path previous, Path folder) throws IOException {
        Path link = previous.resolveSibling(previous.getFileName() + ".tmp");
        disk.delete(link);
        disk.link(file, link);
        disk.rename(link, previous);
        disk.sync(folder);
    }

    private Path folder(Path file) throws IOException {
        Path folder = parent(file);
        makeFolder(folder);
        return folder;
    }

    private void drop(Path temp, Exception cause) {
        try {
            disk.delete(temp);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private static Path parent(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException(path + " has no folder above it");
        }
        return parent;
    }
}
