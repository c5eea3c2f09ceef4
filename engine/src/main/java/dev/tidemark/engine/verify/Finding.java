package dev.tidemark.engine.verify;

/**
 * Something that was found out about an artifact.
 *
 * @param what in words, with the figures
 */
public record Finding(Kind kind, String stream, String id, String location, String what) {}
