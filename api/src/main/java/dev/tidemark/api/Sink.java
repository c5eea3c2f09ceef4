package dev.tidemark.api;

import dev.tidemark.api.table.Schema;
import java.io.IOException;
import java.util.Optional;

/**
 * Where rows go. Safe for many threads and many processes.
 *
 * <p>Rows are staged by {@link #begin} and {@link ChunkWriter#prepare}, and seen by nobody until a claim that holds
 * them is published.
 */
public interface Sink extends AutoCloseable {
    /**
     * Begins to stage a chunk of a source's rows.
     *
     * @param table  its name; created if it is new, and given the columns of {@code schema} that it lacks
     * @throws IOException if the sink cannot be written now
     */
    ChunkWriter begin(String table, Schema schema, String source) throws IOException;

    /**
     * Makes a claim visible, all of it or nothing, and records its number; durable when it returns. Without effect if
     * this claim or a later one of the source is published.
     *
     * @throws IOException if it failed, or if the outcome is unknown: publish again
     */
    void publish(Claim claim) throws IOException;

    /** The number of the last published claim of a source, empty if the sink knows none. */
    Optional<Long> published(String source) throws IOException;

    @Override
    void close() throws IOException;
}
