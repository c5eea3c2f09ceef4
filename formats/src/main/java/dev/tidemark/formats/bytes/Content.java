package dev.tidemark.formats.bytes;

import java.io.IOException;

/** The uncompressed content of an artifact, from its first byte to its last. */
interface Content extends AutoCloseable {
    /**
     * Reads at least one byte.
     *
     * @return how many; -1 at the end, which is told only once everything before it is known to be whole
     * @throws dev.tidemark.api.BadArtifactException if the compressed bytes are broken or end too early
     */
    int read(byte[] into, int at, int length) throws IOException;

    /** Frees what is not on the heap; the stream below stays open. */
    @Override
    void close();
}
