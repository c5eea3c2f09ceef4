package dev.tidemark.elastic.source;

/**
 * Which documents of a shard may have been read before under other sequence numbers: those that were written more than
 * once, and for a while all, after another copy became the primary. It is then that the cluster repeats what was just
 * being written, and it does not count that as another version of documents whose ids it made itself.
 *
 * @param term of the primary that wrote the last document, -1 before the first one
 * @param left how many documents from here on are in doubt whatever their version
 */
record Doubts(long term, long left) {
    /** How many documents are in doubt after another copy became the primary: more than are written to a shard at once. */
    static final long AFTER_FAILOVER = 20_000;

    static final Doubts NONE = new Doubts(-1, 0);

    /** About all that a shard holds which was made again from older data, and of which so many numbers were read. */
    static Doubts ofAll(long numbers) {
        return new Doubts(NONE.term, Math.max(AFTER_FAILOVER, numbers));
    }

    boolean about(Hit hit) {
        return hit.version() > 1 || left > 0 || isOfNewPrimary(hit);
    }

    /** Once a document is read. */
    Doubts after(Hit hit) {
        if (isOfNewPrimary(hit)) {
            return new Doubts(hit.term(), Math.max(AFTER_FAILOVER, left) - 1);
        }
        return new Doubts(Math.max(term, hit.term()), Math.max(0, left - 1));
    }

    boolean isOfNewPrimary(Hit hit) {
        return term >= 0 && hit.term() > term;
    }
}
