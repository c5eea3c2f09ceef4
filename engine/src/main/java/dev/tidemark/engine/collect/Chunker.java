package dev.tidemark.engine.collect;

import dev.tidemark.api.Artifact;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts artifacts into chunks as they come. One thread. */
final class Chunker {
    /** Bounds what a chunk of tiny or empty artifacts has to remember. */
    private static final int MOST_ARTIFACTS = 4096;

    private final long chunkBytes;
    private final Duration longest;
    private final Clock clock;
    private Instant begun = Instant.MAX;
    private List<Artifact> artifacts = new ArrayList<>();
    private long bytes;
    private long number;

    /** @param longest that a page may wait for others: a slow source would not fill a chunk for hours */
    Chunker(long chunkBytes, Duration longest, Clock clock) {
        this.chunkBytes = chunkBytes;
        this.longest = longest;
        this.clock = clock;
    }

    /** Takes an artifact; the chunk that it fills, if it does. */
    Optional<Chunk> add(Artifact artifact) {
        artifacts.add(artifact);
        bytes += artifact.size();
        boolean full = bytes >= chunkBytes || artifacts.size() >= MOST_ARTIFACTS;
        return full || (artifact.cursor().isPresent() && waitsLong()) ? rest() : Optional.empty();
    }

    private boolean waitsLong() {
        Instant now = clock.instant();
        if (artifacts.size() == 1) {
            begun = now;
        }
        return Duration.between(begun, now).compareTo(longest) >= 0;
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
