package dev.tidemark.api;

import dev.tidemark.api.table.Row;
import java.io.IOException;

/** Stages the rows of one chunk. One thread. */
public interface ChunkWriter extends AutoCloseable {
    /** Adds a row, which must hold a {@code tp_timestamp}. What the row refers to may change once this returns. */
    void append(Row row) throws IOException;

    /** Makes the rows durable, still invisible; nothing can be appended afterwards. */
    Staged prepare() throws IOException;

    /** Removes what was written, unless it was prepared. */
    @Override
    void close() throws IOException;
}
