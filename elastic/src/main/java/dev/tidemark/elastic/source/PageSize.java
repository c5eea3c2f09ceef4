package dev.tidemark.elastic.source;

import dev.tidemark.elastic.http.AnswerTooLargeException;
import java.io.IOException;

/** How many documents of an index are asked for at once: as many as are likely to fit. One thread. */
final class PageSize {
    /** An answer that is longer is asked for anew with fewer documents, unless it is one document. */
    private static final int LONGEST = 32 << 20;

    private static final int FIRST = 500;
    private static final int LESS = 8;

    /** Asks for some documents. */
    interface Asking<T> {
        /**
         * Asks.
         *
         * @param size    how many documents, at most
         * @param longest how many bytes an answer may have
         */
        T ask(int size, int longest) throws IOException;
    }

    private final long bytes;
    private long weight;

    /** @param bytes of documents that a page should have, about */
    PageSize(long bytes) {
        this.bytes = bytes;
    }

    /**
     * Asks for documents, for fewer where the answer is too large.
     *
     * @param most documents
     */
    <T> T fitting(int most, Asking<T> asking) throws IOException {
        long likely = weight == 0 ? FIRST : Math.max(1, bytes / weight);
        for (int size = (int) Math.min(most, likely); size > 1; size = Math.max(1, size / LESS)) {
            try {
                return asking.ask(size, LONGEST);
            } catch (AnswerTooLargeException e) {
                // with fewer
            }
        }
        return asking.ask(1, Integer.MAX_VALUE);
    }

    /** Learns from what was found. */
    void found(Cluster.Found found) {
        int hits = found.answer().hits().size();
        if (hits > 0) {
            weight = Math.max(1, found.body().length / hits);
        }
    }
}
