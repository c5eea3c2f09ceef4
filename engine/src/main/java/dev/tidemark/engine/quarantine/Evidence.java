package dev.tidemark.engine.quarantine;

/**
 * What the records around those that were set aside looked like, so that a repaired artifact is told from another one
 * of its name.
 *
 * @param last   number of the last record that was read
 * @param digest of all records that were not set aside, in their order
 */
public record Evidence(long last, long digest) {}
