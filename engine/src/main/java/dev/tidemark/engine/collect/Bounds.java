package dev.tidemark.engine.collect;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Range;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Gap;
import dev.tidemark.api.state.Granularity;
import dev.tidemark.api.state.Region;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * From where and up to where a run collects.
 *
 * <p>What a user asks for holds as it is. A source's own beginning only says where a stream starts: what was collected
 * before it stays collected, and after a pause of any length collecting goes on where it ended.
 *
 * @param asked   by the user; open sides are not asked
 * @param begin   the source's beginning, as of now
 * @param mode    what of the range is collected
 * @param horizon what is newer may still turn up
 */
record Bounds(Range asked, Optional<Instant> begin, RunOptions.Mode mode, Instant horizon) {
    /** A range without parts of periods, whose other rows would be removed or collected with it. */
    static Range whole(Range range, Stream<Granularity> granularities) {
        Granularity coarsest = granularities.max(Comparator.naturalOrder()).orElse(Granularity.UNKNOWN);
        return coarsest.floor(range);
    }

    /** What the source has to list. */
    Range listing(Collection<CollectionState> states) {
        Range any = of(CollectionState.EMPTY);
        Instant from = states.isEmpty() ? any.from() : Instant.MAX;
        Instant to = any.to();
        for (CollectionState state : states) {
            from = min(from, of(state).from());
            to = max(to, of(state).to());
        }
        return new Range(min(from, to), to);
    }

    /** What is wanted of a stream. */
    Range of(CollectionState state) {
        Instant to = mode == RunOptions.Mode.GAPS ? min(asked.to(), horizon) : asked.to();
        Range all = new Range(min(from(state), to), to);
        return mode == RunOptions.Mode.GAPS ? missing(state, all) : all;
    }

    private Instant from(CollectionState state) {
        if (isAsked()) {
            return asked.from();
        }
        if (mode == RunOptions.Mode.GAPS && !state.regions().isEmpty()) {
            Instant first = state.regions().getFirst().start();
            return min(begin.orElse(first), first);
        }
        if (begin.isEmpty()) {
            return asked.from();
        }
        return state.regions().stream()
                .map(Region::start)
                .filter(start -> start.isBefore(begin.get()))
                .findFirst()
                .orElse(begin.get());
    }

    /** From the first to the last time that is not collected; what is known to be out of reach is none. */
    private static Range missing(CollectionState state, Range range) {
        List<Range> missing = state.missing(range).stream()
                .filter(part -> state.gaps().stream().noneMatch(gap -> holds(gap, part)))
                .toList();
        return missing.isEmpty()
                ? new Range(range.to(), range.to())
                : new Range(missing.getFirst().from(), missing.getLast().to());
    }

    private static boolean holds(Gap gap, Range part) {
        return !part.from().isBefore(gap.start()) && !part.to().isAfter(gap.end());
    }

    /**
     * Where a run over a stream begins: as all that it lists is collected in the end, so are the gaps.
     *
     * @param oldest the time of what the source offered first
     */
    Instant start(CollectionState state, Instant oldest) {
        Instant from = of(state).from();
        if (!from.equals(Instant.MIN)) {
            return from;
        }
        return state.regions().isEmpty()
                ? oldest
                : min(oldest, state.regions().getFirst().start());
    }

    /**
     * Which rows of an artifact are kept, by their time. An artifact with a time of its own is in the bounds as a
     * whole, so all of its rows are, unless rows outside of the bounds are there already.
     *
     * @param state of its stream when the run began
     */
    Range rows(Artifact artifact, CollectionState state) {
        if (artifact.period().granularity() != Granularity.UNKNOWN) {
            return Range.ALL;
        }
        if (mode == RunOptions.Mode.OVERWRITE) {
            return asked;
        }
        boolean first = state.ids().isEmpty() && state.cursor().isEmpty();
        Instant from = isAsked() || !first ? asked.from() : begin.orElse(asked.from());
        return new Range(min(from, asked.to()), asked.to());
    }

    private boolean isAsked() {
        return !asked.from().equals(Instant.MIN);
    }

    private static Instant max(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant min(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
