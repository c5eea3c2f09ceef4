package dev.tidemark.api.state;

import java.time.Instant;

/**
 * How far an item was read.
 *
 * @param time when the item's period begins; of unknown granularity: when the item last changed
 * @param size its stored size when it was read, in bytes
 * @param next byte of the uncompressed content at which reading goes on should it grow
 * @param tag  evidence of what was read, see {@link dev.tidemark.api.Artifact#tag}
 */
public record Mark(Instant time, long size, long next, String tag) {}
