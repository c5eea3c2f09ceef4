package dev.tidemark.engine.collect;

import dev.tidemark.api.Artifact;
import java.util.List;

/**
 * A run of consecutive artifacts: the unit of conversion.
 *
 * @param number its place in the run, from 0 on
 * @param bytes  of all artifacts, as stored
 */
record Chunk(long number, List<Artifact> artifacts, long bytes) {
    Chunk {
        artifacts = List.copyOf(artifacts);
    }
}
