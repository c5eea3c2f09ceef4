package dev.tidemark.api;

import java.io.IOException;
import java.util.Map;

/**
 * Streams that are each read on from a position of their own, and are found anew in every run: the indexes of a
 * pattern, for instance. One thread at a time.
 */
public interface PagedStreams extends AutoCloseable {
    /**
     * The streams that there are now, by their names, in the order in which they are asked in turn; they are used until
     * the next call. Who gave them closes them.
     *
     * @throws SourceRefusedException if somebody must do something before it can be told
     * @throws IOException if it cannot be told now; the next run tries again
     */
    Map<String, PagedSource<?>> streams() throws IOException;

    @Override
    void close() throws IOException;
}
