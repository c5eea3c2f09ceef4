package dev.tidemark.api;

import java.io.IOException;
import java.util.Set;

/**
 * Counts the rows that a sink shows, by the place where they were read. Safe for many threads.
 *
 * <p>What is published while it counts is counted or not.
 */
public interface Census {
    /** Is told of one place after another; of one whose rows are in several tables, several times. */
    @FunctionalInterface
    interface Visitor {
        /** @param rows with this {@code tp_source_location}, at least one */
        void found(String location, long rows);
    }

    /**
     * Counts all rows of a source.
     *
     * @throws IOException if they cannot be counted now
     */
    void count(String source, Visitor visitor) throws IOException;

    /** Counts the rows of a source that were read at some places. */
    void count(String source, Set<String> locations, Visitor visitor) throws IOException;
}
