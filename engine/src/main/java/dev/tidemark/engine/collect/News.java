package dev.tidemark.engine.collect;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.state.CollectionState;
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
        return state.wants(artifact, bounds.of(state)) ? Optional.of(artifact) : Optional.empty();
    }
}
