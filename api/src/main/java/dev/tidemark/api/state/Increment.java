package dev.tidemark.api.state;

import java.time.Instant;
import java.util.Map;

/**
 * What a committed chunk adds to the state of one stream.
 *
 * <p>Oldest first, it belongs to the region with {@code region.start <= start <= region.end}, or to a new one that
 * begins at {@code start}; {@code end} is the region's end from now on, unless that is already later. Newest first it
 * is the mirror: the region with {@code start <= region… end}; see {@link CollectionState#apply}.
 *
 * @param start       where the run that read the chunk began, rounded down to a period
 * @param end         up to where everything the source offered is in this chunk or an earlier one
 * @param granularity of the stream's times; unknown: only {@code objects} count
 * @param objects     items that are complete with this chunk, by id
 */
public record Increment(Order order, Granularity granularity, Instant start, Instant end, Map<String, Mark> objects) {
    /** In which order the source offers its items. */
    public enum Order {
        OLDEST_FIRST,
        NEWEST_FIRST
    }

    public Increment {
        objects = Map.copyOf(objects);
    }
}
