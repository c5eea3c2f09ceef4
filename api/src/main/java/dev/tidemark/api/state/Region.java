package dev.tidemark.api.state;

import java.time.Instant;

/**
 * A stretch of time that is collected.
 *
 * <p>Everything with a time from {@code start} on and before {@code end} is collected. At or after {@code end}, up to
 * the next region, exactly the end objects are. In the period that begins at {@code start}, where there are start
 * objects, exactly those are.
 *
 * @param granularity  how exactly the times of this region are known
 * @param startObjects of the period at {@code start}, when it was collected in part, newest first
 * @param endObjects   with times at or after {@code end}, which is held behind the newest item
 */
public record Region(Instant start, Instant end, Granularity granularity, Marks startObjects, Marks endObjects) {}
