package dev.tidemark.elastic.source;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A document that a search found.
 *
 * @param number its sequence number; negative if the index has none
 * @param version how often it was written, as the cluster counts it; 0 if the search did not ask
 * @param from   where its source begins in the answer, its opening brace; -1 if it has none
 * @param to     the byte after its closing brace
 * @param sorted where the values that it is sorted by stand in the answer
 */
record Hit(
        String index, String id, String routing, long number, long term, long version, int from, int to, Place sorted) {
    /** Bytes of an answer. */
    record Place(int from, int to) {
        static final Place NONE = new Place(0, 0);

        String of(byte[] answer) {
            return new String(answer, from, to - from, UTF_8);
        }
    }
}
