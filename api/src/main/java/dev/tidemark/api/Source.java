package dev.tidemark.api;

import dev.tidemark.api.state.Mark;
import java.io.IOException;
import java.io.InputStream;

/**
 * A place to collect from.
 *
 * <p>{@link #discover} is called by one thread at a time; {@link #open} and {@link #mark} by several at once, also while
 * discovery is still going on. None of them changes what has been collected: that is the state's alone.
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

    /**
     * What the state is to remember of an artifact that was offered, once its records before {@code next} are read.
     * Called once each time that an artifact was opened and read to its end, or to where it is broken; also for one that
     * is {@linkplain Artifact.Content#KNOWN known} and therefore not opened. A later listing offers the artifact with
     * the size and the tag of its mark if nothing of it is new.
     *
     * @param next byte of the uncompressed content after the last record; of a known or broken artifact its own
     * @throws IOException if it changed so much meanwhile that this cannot be told: its rows must not be counted, it is
     *     read again in a later run
     */
    Mark mark(Artifact artifact, long next) throws IOException;

    @Override
    void close() throws IOException;
}
