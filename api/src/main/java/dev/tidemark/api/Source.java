package dev.tidemark.api;

import java.io.IOException;
import java.io.InputStream;

/**
 * A place to collect from.
 *
 * <p>{@link #discover} is called by one thread at a time; {@link #open} by several at once, also while discovery is
 * still going on. Neither changes what has been collected: that is the state's alone.
 */
public interface Source extends AutoCloseable {
    /**
     * Lists what there is with a time in {@code range}, each artifact once.
     *
     * <p>Within a stream artifacts are offered in the order of their {@linkplain Period periods}; those of unknown
     * granularity in the order of {@link Artifact#changed}. A part that cannot be listed is told to
     * {@link Listing#problem} and the rest goes on.
     *
     * @throws IOException if nothing at all can be listed; trying again later may help
     */
    void discover(Range range, Listing listing) throws IOException;

    /**
     * The bytes of an artifact from its first one, as they are stored (compressed or not), whatever
     * {@link Artifact#next} says. The caller closes the stream.
     *
     * @throws java.io.FileNotFoundException or {@link java.nio.file.NoSuchFileException} if it is gone
     * @throws IOException if it cannot be read now; trying again later may help
     */
    InputStream open(Artifact artifact) throws IOException;

    @Override
    void close() throws IOException;
}
