package dev.tidemark.engine.collect;

import dev.tidemark.api.Artifact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts artifacts into chunks as they come. One thread. */
final class Chunker {
    /** Bounds what a chunk of tiny or empty artifacts has to remember. */
    private static final int MOST_ARTIFACTS = 4096;

    private final long chunkBytes;
    private List<Artifact> artifacts = new ArrayList<>();
    private long bytes;
    private long number;

    Chunker(long chunkBytes) {
        this.chunkBytes = chunkBytes;
    }

    /** Takes an artifact; the chunk that it fills, if it does. */
    Optional<Chunk> add(Artifact artifact) {
        artifacts.add(artifact);
        bytes += artifact.size();
        return bytes >= chunkBytes || artifacts.size() >= MOST_ARTIFACTS ? rest() : Optional.empty();
    }

    /** The chunk begun, if it has artifacts. */
    Optional<Chunk> rest() {
        if (artifacts.isEmpty()) {
            return Optional.empty();
        }
        Chunk chunk = new Chunk(number++, artifacts, bytes);
        artifacts = new ArrayList<>();
        bytes = 0;
        return Optional.of(chunk);
    }
}
