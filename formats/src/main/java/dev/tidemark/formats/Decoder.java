package dev.tidemark.formats;

import dev.tidemark.api.table.RowSink;
import java.io.IOException;

/** Turns artifacts into rows of one table. One thread; used for one artifact after another. */
public interface Decoder {
    /**
     * Reads an artifact to its end. Each of its records is either accepted or rejected.
     *
     * @throws dev.tidemark.api.BadArtifactException if the content as a whole is broken (a torn or corrupt archive, a
     *     document that is not JSON); what was accepted before must then be dropped
     * @throws IOException if the bytes cannot be read now
     */
    Decoded decode(Input input, RowSink rows) throws IOException;
}
