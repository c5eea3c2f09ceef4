package dev.tidemark.engine.state;

import dev.tidemark.api.Range;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Gap;
import dev.tidemark.api.state.Granularity;
import dev.tidemark.api.state.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which spans of time of a stream are known not to be collected, by its state alone.
 *
 * @param begin   where the source begins; empty for what was collected first
 * @param delay   how late something may turn up
 * @param attempt when the last run began
 */
public record Uncollected(Optional<Instant> begin, Duration delay, Optional<Instant> attempt) {

    /** The known gaps that overlap a range, as they are. */
    public static List<Gap> unreachable(CollectionState state, Range asked) {
        return state.gaps().stream()
                .filter(gap -> asked.overlaps(new Range(gap.start(), gap.end())))
                .toList();
    }

    /**
     * What is in none of the known gaps either.
     *
     * @param asked where it does not begin, the source does; where it does not end, it ends where the last run could
     *     know that nothing more would come
     */
    public List<Range> missing(CollectionState state, Range asked, Instant now) {
        if (state.regions().isEmpty()) {
            return List.of();
        }
        List<Gap> known = unreachable(state, asked);
        List<Range> missing = new ArrayList<>();
        for (Range each : state.missing(span(state, asked, now))) {
            missing.addAll(without(each, known));
        }
        return missing;
    }

    /** How many spans are not collected, whatever the reason. */
    public long count(CollectionState state, Instant now) {
        return unreachable(state, Range.ALL).size()
                + (long) missing(state, Range.ALL, now).size();
    }

    private Range span(CollectionState state, Range asked, Instant now) {
        Region first = state.regions().getFirst();
        Granularity granularity = state.regions().getLast().granularity();
        Instant from = asked.from();
        if (from.equals(Instant.MIN)) {
            from = begin.filter(each -> each.isBefore(first.start())).orElse(first.start());
        }
        Instant known = attempt.map(each -> each.minus(delay)).orElse(Instant.MIN);
        Instant newest = state.resume().orElse(from);
        Instant due = asked.to().equals(Instant.MAX) ? later(known, newest) : earlier(asked.to(), now.minus(delay));
        return granularity.floor(new Range(from, later(due, from)));
    }

    /** The parts of a range that are in none of the gaps. */
    private static List<Range> without(Range range, List<Gap> gaps) {
        List<Range> parts = List.of(range);
        for (Gap gap : gaps) {
            List<Range> left = new ArrayList<>();
            for (Range part : parts) {
                add(left, part.from(), earlier(part.to(), gap.start()));
                add(left, later(part.from(), gap.end()), part.to());
            }
            parts = left;
        }
        return parts;
    }

    private static void add(List<Range> parts, Instant from, Instant to) {
        if (from.isBefore(to)) {
            parts.add(new Range(from, to));
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
