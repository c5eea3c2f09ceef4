package dev.tidemark.api;

import java.io.IOException;
import java.util.Optional;

/**
 * A place that is read on from a position of its own, page by page: a feed, an API with a cursor, an index by sequence
 * numbers.
 *
 * <p>The position is remembered in the claim that counts the rows of its page, so the two cannot disagree: a page whose
 * rows are not counted follows the remembered position again in the next run, and one whose rows are is never asked for
 * again. What follows a position may grow, but must not lose or change the order of what it began with: a row's
 * {@code tp_id} is made of the position that its page follows and of its number in it, unless the table sets it.
 *
 * <p>One thread at a time calls it. Several collectors of one source, each with an object of its own, may ask for the
 * same pages; one of them counts.
 *
 * @param <P> the position: immutable
 */
public interface PagedSource<P> extends AutoCloseable {
    /** Where the first run begins. Asked for only if nothing is remembered, never because that cannot be understood. */
    P first();

    /** A position as JSON: any value of it, small enough to be saved with each claim. */
    String encode(P position);

    /**
     * The position that {@link #encode} wrote, perhaps in an earlier version of the program.
     *
     * @param json the same value; spaces in it may have gone
     * @throws RuntimeException if it cannot be understood: the stream then stops until a person has looked
     */
    P decode(String json);

    /**
     * What follows a position; empty if that is nothing now, which ends the run. Blocks while it asks.
     *
     * @throws SourceRefusedException if somebody must do something, or some time must pass, before it answers
     * @throws IOException if it cannot be told now: what was read before is counted, the next run tries again
     */
    Optional<Page<P>> next(P position) throws IOException;

    /** Called once by who made it, when nobody asks it any more. */
    @Override
    default void close() throws IOException {}
}
