package dev.tidemark.formats.record;

/** One JSON object per line. */
public record JsonLines() implements FormatOptions {}
