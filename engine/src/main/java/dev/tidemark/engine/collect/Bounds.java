package dev.tidemark.engine.collect;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Range;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Granularity;
import dev.tidemark.api.state.Region;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * From where and up to where a run collects.
 *
 * <p>What a user asks for holds as it is. A source's own beginning only says where a stream starts: what was collected
 * before it stays collected, and after a pause of any length collecting goes on where it ended.
 *
 * @param asked by the user; open sides are not asked
 * @param begin the source's beginning, as of now
 * @param mode  whether the range is collected again
 */
record Bounds(Range asked, Optional<Instant> begin, RunOptions.Mode mode) {
    /** A range without parts of periods, whose other rows would be removed or collected with it. */
    static Range whole(Range range, Stream<Granularity> granularities) {
        Granularity coarsest = granularities.max(Comparator.naturalOrder()).orElse(Granularity.UNKNOWN);
        return coarsest.floor(range);
    }

    /** What the source has to list. */
    Range listing(Collection<CollectionState> states) {
        Instant from = states.stream()
                .map(state -> of(state).from())
                .min(Instant::compareTo)
                .orElseGet(() -> of(CollectionState.EMPTY).from());
        return new Range(from, asked.to());
    }

    /** What is wanted of a stream. */
    Range of(CollectionState state) {
        if (isAsked() || begin.isEmpty()) {
            return asked;
        }
        Instant from = state.regions().stream()
                .map(Region::start)
                .filter(start -> start.isBefore(begin.get()))
                .findFirst()
                .orElse(begin.get());
        return new Range(min(from, asked.to()), asked.to());
    }

    /**
     * Where a run over a stream begins.
     *
     * @param oldest the time of what the source offered first
     */
    Instant start(CollectionState state, Instant oldest) {
        if (isAsked()) {
            return asked.from();
        }
        Optional<Instant> resume = state.resume();
        boolean movedBack = resume.isPresent()
                && begin.isPresent()
                && begin.get().isBefore(state.regions().getFirst().start());
        return movedBack ? begin.get() : resume.orElse(begin.orElse(oldest));
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
        boolean first = state.ids().isEmpty();
        Instant from = isAsked() || !first ? asked.from() : begin.orElse(asked.from());
        return new Range(min(from, asked.to()), asked.to());
    }

    private boolean isAsked() {
        return !asked.from().equals(Instant.MIN);
    }

    private static Instant min(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
