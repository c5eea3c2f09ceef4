package dev.tidemark.elastic.source;

/**
 * How much of a shard is asked for at once, by what came before. A search looks at no more numbers than are likely to be
 * needed: sorting all that follow for each page would take the longer the larger a shard is.
 *
 * @param weight of a document in bytes, 0 if nothing is known
 * @param step   from a document's number to the next one's, at least 1: more where documents are deleted, overwritten or
 *               left out by a query
 */
record Pace(long weight, long step) {
    static final Pace UNKNOWN = new Pace(0, 1);

    private static final int FIRST = 500;
    private static final long LONGEST_STEP = 1L << 32;
    private static final int FASTER = 16;

    /** How many documents fit into so many bytes. */
    int documents(int most, long bytes) {
        long fitting = weight == 0 ? FIRST : Math.max(1, bytes / weight);
        return (int) Math.min(most, fitting);
    }

    /** The number up to which so many documents are likely to be. */
    long upTo(long after, int documents, long last) {
        long far = after + documents * step;
        return Math.min(far, last);
    }

    /**
     * The pace after a page.
     *
     * @param documents that were found
     * @param numbers   among which they were
     * @param bytes     of them
     */
    Pace after(int documents, long numbers, long bytes) {
        if (documents == 0) {
            return new Pace(weight, Math.min(LONGEST_STEP, step * FASTER));
        }
        return new Pace(Math.max(1, bytes / documents), Math.clamp(numbers / documents, 1, LONGEST_STEP));
    }
}
