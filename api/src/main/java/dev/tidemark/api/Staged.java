package dev.tidemark.api;

/**
 * Rows that are durable but invisible.
 *
 * @param rows     how many
 * @param bytes    how many they take in the sink
 * @param contents JSON in the sink's own words: all it needs to publish them, in this process or another
 */
public record Staged(String table, long rows, long bytes, String contents) {}
