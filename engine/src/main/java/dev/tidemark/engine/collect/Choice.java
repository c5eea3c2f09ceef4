package dev.tidemark.engine.collect;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.state.CollectionState;
import java.util.Optional;

/** Which of the artifacts that a source offers a run reads. The discovering thread asks. */
interface Choice {
    /** What the source is told of a stream, so that it recognises what was read before. */
    CollectionState known(String stream);

    /** The artifact as it is to be read, empty if it is not. */
    Optional<Artifact> choose(Artifact artifact);
}
