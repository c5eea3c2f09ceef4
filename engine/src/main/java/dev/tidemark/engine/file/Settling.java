package dev.tidemark.engine.file;

import dev.tidemark.api.Artifact.Content;
import java.time.Duration;
import java.time.Instant;

/** Tells files that may still be written to from those that were left alone for long enough. */
record Settling(Instant now, Duration settle) {
    /** No file system's clock has longer ticks: FAT has the longest. */
    private static final Duration TICK = Duration.ofSeconds(2);

    /** Whether it was made, written to, renamed or touched a short while ago: it cannot be told which. */
    boolean growing(Entry file) {
        return left(file).compareTo(settle) < 0;
    }

    /** Whether it may change again, or another file take its place, with the same change time. */
    boolean recent(Entry file) {
        return growing(file) || left(file).compareTo(TICK) < 0;
    }

    private Duration left(Entry file) {
        return Duration.between(file.changed(), now);
    }

    Content content(Entry file) {
        return growing(file) ? Content.GROWING : Content.WHOLE;
    }
}
