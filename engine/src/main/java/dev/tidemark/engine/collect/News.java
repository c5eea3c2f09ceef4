package dev.tidemark.engine.collect;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Granularity;
import java.util.Optional;
import java.util.function.Function;

/** Reads what the state lacks. */
record News(Bounds bounds, Function<String, CollectionState> states) implements Choice {
    @Override
    public CollectionState known(String stream) {
        return states.apply(stream);
    }

    @Override
    public Optional<Artifact> choose(Artifact artifact) {
        CollectionState state = states.apply(artifact.stream());
        boolean meant =
                bounds.mode() != RunOptions.Mode.GAPS || artifact.period().granularity() != Granularity.UNKNOWN;
        return meant && state.wants(artifact, bounds.of(state)) ? Optional.of(artifact) : Optional.empty();
    }
}
