package dev.tidemark.api;

import java.io.IOException;
import java.util.List;
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
     * <p>One that is remembered and is not there any more may be among them once more: to say by a {@link Page#gap()}
     * what of it was not read, and to move to a position by which it is known to be done with. One that is left out
     * stays remembered, and is named again in the next run.
     *
     * @param remembered where reading goes on, by the names of all streams that were ever read, as
     *                   {@link PagedSource#encode} wrote it, perhaps in an earlier version of the program; one that is
     *                   not understood is left to the {@link PagedSource#decode} of its stream, which stops it
     * @throws SourceRefusedException if somebody must do something before it can be told
     * @throws IOException if it cannot be told now; the next run tries again
     */
    Map<String, PagedSource<?>> streams(Map<String, String> remembered) throws IOException;

    /**
     * How far streams are behind what there is, for people, in a request or two for all of them; nothing is read.
     *
     * @param remembered as for {@link #streams}
     * @return empty if the source cannot tell
     * @throws IOException if it cannot be told now
     */
    default List<Backlog> backlog(Map<String, String> remembered) throws IOException {
        return List.of();
    }

    @Override
    void close() throws IOException;
}
