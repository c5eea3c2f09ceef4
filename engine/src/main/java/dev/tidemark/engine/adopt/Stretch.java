package dev.tidemark.engine.adopt;

import dev.tidemark.api.Range;
import dev.tidemark.api.state.Granularity;
import java.time.Instant;
import java.util.Set;

/**
 * A stretch of time that another collector has collected.
 *
 * @param range      everything of it is; nothing if its times are not known
 * @param order      where the edge is: at its end, or at its start
 * @param edge       paths of the files that were collected of the period at the edge
 * @param times      if they are not known {@code edge} names all that was collected
 */
record Stretch(Range range, Order order, Set<String> edge, Times times) {
    enum Order {
        OLDEST_FIRST,
        NEWEST_FIRST
    }

    enum Times {
        KNOWN,
        UNKNOWN
    }

    Stretch {
        edge = Set.copyOf(edge);
    }

    /** What of a stream is wholly collected: from the first period that begins in the range to the last one that does. */
    Range whole(Granularity granularity) {
        return switch (order) {
            case OLDEST_FIRST -> new Range(up(range.from(), granularity), up(range.to(), granularity));
            case NEWEST_FIRST -> {
                Instant to = granularity.next(granularity.floor(range.to()));
                Instant from = granularity.next(granularity.floor(range.from()));
                yield new Range(from.isBefore(to) ? from : to, to);
            }
        };
    }

    private static Instant up(Instant time, Granularity granularity) {
        Instant floor = granularity.floor(time);
        return floor.equals(time) ? time : granularity.next(floor);
    }
}
