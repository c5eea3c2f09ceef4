package dev.tidemark.elastic.source;

/**
 * A document that a search found.
 *
 * @param version how often it was written, as the cluster counts it; 0 if the search did not ask
 * @param from where its source begins in the answer, its opening brace; -1 if it has none
 * @param to   the byte after its closing brace
 */
record Hit(String index, String id, String routing, long number, long term, long version, int from, int to) {}
