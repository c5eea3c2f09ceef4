package dev.tidemark.formats;

/**
 * How far an artifact was read.
 *
 * @param next       byte of the uncompressed content after the last record that was read
 * @param unfinished whether a last line was left for the next run
 */
public record Decoded(long next, boolean unfinished) {}
