package dev.tidemark.api;

import java.io.IOException;
import java.util.List;

/**
 * Small durable documents beside the rows: the manifests of claims, and quarantined records. Safe for many threads and
 * processes.
 */
public interface Blobs {
    /** Writes a new document; durable, its name included, when it returns. Fails if the name is taken. */
    void write(String name, byte[] content) throws IOException;

    /** @throws java.nio.file.NoSuchFileException if there is none of that name */
    byte[] read(String name) throws IOException;

    /** Names that begin with {@code prefix}, sorted. */
    List<String> names(String prefix) throws IOException;

    /** Removes a document; without effect if there is none. */
    void delete(String name) throws IOException;
}
