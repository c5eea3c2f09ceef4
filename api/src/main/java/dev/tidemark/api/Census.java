package dev.tidemark.api;

import java.io.IOException;
import java.util.Set;

/**
 * Counts the rows that a sink shows, by the place where they were read, and finds them by their ids. Safe for many
 * threads.
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

    /**
     * Those of some row ids ({@code tp_id}) that rows of a source have.
     *
     * @throws IOException if it cannot be told now
     */
    Set<String> present(String source, Set<String> ids) throws IOException;
}
