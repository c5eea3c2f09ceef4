package dev.tidemark.elastic.source;

/**
 * A document that a search found.
 *
 * @param from where its source begins in the answer, its opening brace; -1 if it has none
 * @param to   the byte after its closing brace
 */
record Hit(String index, String id, String routing, long number, long term, int from, int to) {}
