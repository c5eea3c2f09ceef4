package dev.tidemark.api.state;

import dev.tidemark.api.Range;
import java.time.Instant;

/**
 * A stretch of time that is collected.
 *
 * <p>Everything with a time from {@code start} on and before {@code end} is collected. At or after {@code end}, up to
 * the next region, exactly the end objects are. In the period that begins at {@code start}, where there are start
 * objects in it, exactly those are.
 *
 * @param granularity  how exactly the times of this region are known
 * @param startObjects newest first only: of the period at {@code start} when it was collected in part, or older ones
 *                     that were collected although something between was not
 * @param endObjects   with times at or after {@code end}, which is held behind the newest item
 */
public record Region(Instant start, Instant end, Granularity granularity, Marks startObjects, Marks endObjects) {
    public Region {
        if (start.isAfter(end)) {
            throw new IllegalArgumentException("the region begins at " + start + ", after its end " + end);
        }
    }

    /** Times at which everything is collected, whatever its id. */
    public Range done() {
        Instant from = partial() ? granularity.next(start) : start;
        return new Range(from.isBefore(end) ? from : end, end);
    }

    boolean holds(Instant time) {
        return !time.isBefore(start) && time.isBefore(end) && !(partial() && time.isBefore(granularity.next(start)));
    }

    boolean accountsFor(String id, Mark mark) {
        return holds(mark.time())
                || endObjects.find(id).filter(mark::equals).isPresent()
                || startObjects.find(id).filter(mark::equals).isPresent();
    }

    /** Whether the period at the start is known by its objects only. */
    boolean partial() {
        return !startObjects.from(start).isEmpty();
    }

    boolean isEmpty() {
        return start.equals(end);
    }

    boolean isVoid() {
        return isEmpty() && startObjects.isEmpty() && endObjects.isEmpty();
    }

    /** This region with the marks of items that it remembers brought up to date. */
    Region updated(Marks newer) {
        return new Region(start, end, granularity, startObjects.updated(newer), endObjects.updated(newer));
    }
}
