package dev.tidemark.api.state;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a committed chunk adds to the state of one stream; {@link Progress} makes them.
 *
 * <p>Oldest first: everything the source has from {@code start} on and before {@code end} is in this chunk, in an
 * earlier one of the run, or was collected before. {@code start} is where the run began.
 *
 * <p>Newest first it is the mirror: everything after the period at {@code start} and before {@code end} is collected;
 * of that period, exactly the objects are. {@code end} is the period of the newest item of the run.
 *
 * @param start       not after {@code end}
 * @param granularity of the stream's times; unknown: only {@code objects} count
 * @param objects     by id, the items that are complete with this chunk; oldest first without those that lie between
 *                    {@code start} and {@code end}, which account for them
 * @param cursor      where the source goes on after the chunk, as JSON; empty if it has no position of its own
 * @param gaps        what is out of reach for good, as was found with this chunk
 */
public record Increment(
        Order order,
        Granularity granularity,
        Instant start,
        Instant end,
        Map<String, Mark> objects,
        Optional<String> cursor,
        List<Gap> gaps) {
    /** In which order the source offers the items of a stream. */
    public enum Order {
        OLDEST_FIRST,
        NEWEST_FIRST,
        /** In no order: everything is remembered by id until the run is complete. */
        UNORDERED
    }

    public Increment {
        if (start.isAfter(end)) {
            throw new IllegalArgumentException("the increment begins at " + start + ", after its end " + end);
        }
        objects = Map.copyOf(objects);
        gaps = List.copyOf(gaps);
    }

    /** Of a source without a position of its own. */
    public Increment(Order order, Granularity granularity, Instant start, Instant end, Map<String, Mark> objects) {
        this(order, granularity, start, end, objects, Optional.empty(), List.of());
    }

    /** Of a source that goes on from a position of its own: of what it gave only gaps are remembered beside it. */
    public static Increment to(String cursor, List<Gap> gaps) {
        return new Increment(
                Order.OLDEST_FIRST,
                Granularity.UNKNOWN,
                Instant.EPOCH,
                Instant.EPOCH,
                Map.of(),
                Optional.of(cursor),
                gaps);
    }

    /** Whether a state is another one once it is applied, though no item is remembered with it. */
    public boolean changesSomething() {
        return !objects.isEmpty() || cursor.isPresent() || !gaps.isEmpty();
    }
}
