package dev.tidemark.engine.store;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The steps that durable writing is made of. What a step did is sure to outlive a power cut only after
 * {@link #sync}: content after that of the file, names after that of the folder. A test replaces it by a disk that
 * loses the rest.
 */
class Disk {
    /** Makes a folder if it is not there; its parent is. */
    void makeFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
    }

    /** Writes a file, in place of one of this name. */
    void write(Path file, byte[] content) throws IOException {
        Files.write(file, content, CREATE, WRITE, TRUNCATE_EXISTING);
    }

    /** Makes what a file or folder holds durable. */
    void sync(Path fileOrFolder) throws IOException {
        boolean folder = Files.isDirectory(fileOrFolder);
        try (FileChannel channel = FileChannel.open(fileOrFolder, folder ? READ : WRITE)) {
            channel.force(true);
        }
    }

    /** Gives a file another name, at once and in place of a file of that name. */
    void rename(Path from, Path to) throws IOException {
        Files.move(from, to, ATOMIC_MOVE);
    }

    /** Gives a file a second name. @throws java.nio.file.FileAlreadyExistsException if the name is taken */
    void link(Path file, Path name) throws IOException {
        Files.createLink(name, file);
    }

    /** Removes a name, if it is there. */
    void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }
}
