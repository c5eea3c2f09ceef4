package dev.tidemark.elastic.source;

/**
 * Sequence numbers of a shard that are to be read: those after one, up to another.
 *
 * @param after nothing up to this one is asked for, -1 for the beginning
 * @param upTo  at least {@code after}
 */
record Span(int shard, long after, long upTo) {
    /** What is left when everything up to a number is read. */
    Span from(long read) {
        return new Span(shard, read, upTo);
    }
}
