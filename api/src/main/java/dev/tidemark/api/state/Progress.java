package dev.tidemark.api.state;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Period;
import dev.tidemark.api.Range;
import dev.tidemark.api.state.Increment.Order;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One run over one stream: turns what the source offers and what the chunks hold into the {@link Increment} of each
 * chunk. One thread.
 *
 * <p>An item that was found and is neither in a closed chunk nor given up holds the increments at its period, so that
 * nothing after it is ever taken for complete.
 */
public final class Progress {
    private final Order order;
    private final Granularity granularity;
    private final Range range;
    private final Instant horizon;
    private final Instant start;
    private final TreeMap<Instant, Integer> open = new TreeMap<>();
    private boolean listed = true;
    private Instant oldestHeld = Instant.MAX;
    private Instant newestHeld = Instant.MIN;
    private Instant oldestFound = Instant.MAX;
    private Instant newestFound = Instant.MIN;
    private Instant oldestClosed = Instant.MAX;
    private Instant newestClosed = Instant.MIN;

    /**
     * @param granularity that of the artifacts of the run; of some it may be coarser
     * @param bounds      from where and up to where this run collects the stream; {@link Instant#MAX} if up to now
     * @param horizon     when the run began to list, less the delivery delay: what is newer may still turn up
     */
    public Progress(Order order, Granularity granularity, Range bounds, Instant horizon) {
        this.order = order;
        this.granularity = granularity;
        this.range = granularity.floor(bounds);
        this.horizon = granularity.floor(horizon);
        // A later start would claim nothing, and make the next run begin where items may still turn up before.
        start = min(range.from(), this.horizon);
    }

    /** The source offered an artifact that the run wants. Told in the order of the source, before its chunk closes. */
    public void found(Artifact artifact) {
        Instant time = artifact.period().start();
        open.merge(time, 1, Integer::sum);
        oldestFound = min(oldestFound, time);
        newestFound = max(newestFound, time);
        holdIfCoarse(artifact.period());
    }

    /**
     * The source offered an artifact that the run does not want, as it is collected. Told in the order of the source;
     * the end then moves past it with the next chunk, otherwise at the end of the run only. What lies out of the
     * run's bounds changes nothing.
     */
    public void passed(Artifact artifact) {
        if (order == Order.OLDEST_FIRST && range.contains(artifact.period().start())) {
            newestClosed = max(newestClosed, artifact.period().start());
        }
        holdIfCoarse(artifact.period());
    }

    /**
     * A part of the stream could not be listed. As it may hold what comes next in the source's order, the increments
     * do not move past here any more, and the run will not be complete.
     */
    public void unlisted() {
        if (listed) {
            listed = false;
            hold(order == Order.NEWEST_FIRST ? min(oldestFound, range.to()) : max(newestFound, range.from()));
        }
    }

    /**
     * The next chunk, in the order of the chunks, is closed.
     *
     * @param completed the artifacts whose last row is in it, and what to remember of each, as
     *                  {@link dev.tidemark.api.Source#mark} says. One that was set aside for good counts; one that
     *                  failed and is to be tried again is left out, of this chunk and of all others of the run. One
     *                  that is growing holds its period open
     */
    public Increment close(Map<Artifact, Mark> completed) {
        Map<String, Mark> objects = new HashMap<>();
        completed.forEach((artifact, mark) -> {
            Instant time = artifact.period().start();
            open.computeIfPresent(time, (period, count) -> count == 1 ? null : count - 1);
            oldestClosed = min(oldestClosed, time);
            newestClosed = max(newestClosed, time);
            if (artifact.content() == Artifact.Content.GROWING) {
                hold(time);
            }
            objects.put(artifact.id(), granularity == Granularity.UNKNOWN ? mark : mark.at(time));
        });
        return increment(objects);
    }

    /**
     * For {@link CollectionState#complete}, once the source has offered everything without an error and every chunk is
     * committed: the range that is then complete. Empty if an item failed or is missing, if a part could not be listed,
     * or if no whole period lies in the range.
     */
    public Optional<Range> complete() {
        Instant to = min(min(range.to(), horizon), oldestHeld);
        boolean whole = listed && open.isEmpty() && granularity != Granularity.UNKNOWN;
        return whole && range.from().isBefore(to) ? Optional.of(new Range(range.from(), to)) : Optional.empty();
    }

    /** A period coarser than the run's may go on after the run's end though it began before. */
    private void holdIfCoarse(Period period) {
        boolean goesOn = period.end().isAfter(min(horizon, range.to()));
        if (goesOn && order != Order.NEWEST_FIRST) {
            hold(period.start());
        }
    }

    /** A period that stays open whatever else this run brings. */
    private void hold(Instant time) {
        oldestHeld = min(oldestHeld, time);
        newestHeld = max(newestHeld, time);
    }

    private Increment increment(Map<String, Mark> objects) {
        if (granularity == Granularity.UNKNOWN || order == Order.UNORDERED) {
            return new Increment(order, granularity, start, start, objects);
        }
        if (order == Order.NEWEST_FIRST) {
            Range moved = newestFirst();
            return new Increment(order, granularity, moved.from(), moved.to(), objects);
        }
        Range moved = oldestFirst();
        objects.values().removeIf(mark -> moved.contains(mark.time()));
        return new Increment(order, granularity, moved.from(), moved.to(), objects);
    }

    private Range oldestFirst() {
        Instant held = open.isEmpty() ? oldestHeld : min(oldestHeld, open.firstKey());
        Instant end = min(min(newestClosed, min(horizon, range.to())), held);
        return new Range(start, max(end, start));
    }

    private Range newestFirst() {
        Instant held = open.isEmpty() ? newestHeld : max(newestHeld, open.lastKey());
        Instant end = max(min(min(newestFound, horizon), range.to()), start);
        return new Range(min(max(oldestClosed, granularity.next(held)), end), end);
    }

    private static Instant min(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant max(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
