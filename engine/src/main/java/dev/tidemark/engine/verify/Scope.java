package dev.tidemark.engine.verify;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Range;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Granularity;
import dev.tidemark.api.state.Region;
import java.time.Instant;
import java.util.Optional;

/**
 * What a verification is about.
 *
 * @param range   of artifact times; of those without a time all are meant
 * @param begin   where the source begins if nobody asked for more
 * @param horizon what is older should be there by now
 */
record Scope(Range range, Optional<Instant> begin, Instant horizon) {
    boolean holds(Artifact artifact) {
        Granularity granularity = artifact.period().granularity();
        return granularity == Granularity.UNKNOWN
                || granularity.floor(range).contains(artifact.period().start());
    }

    /** Whether a collection would take it: it does not lie before the source's beginning. */
    boolean isAskedFor(Artifact artifact, CollectionState state) {
        boolean timeless = artifact.period().granularity() == Granularity.UNKNOWN;
        return timeless || !artifact.period().start().isBefore(from(state));
    }

    private Instant from(CollectionState state) {
        if (begin.isEmpty() || !range.from().equals(Instant.MIN)) {
            return range.from();
        }
        return state.regions().stream()
                .map(Region::start)
                .filter(start -> start.isBefore(begin.get()))
                .findFirst()
                .orElse(begin.get());
    }
}
