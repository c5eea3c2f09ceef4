package dev.tidemark.engine.file;

import dev.tidemark.api.Artifact.Content;
import java.time.Duration;
import java.time.Instant;

/** Tells files that may still be written to from those that were left alone for long enough. */
record Settling(Instant now, Duration settle) {
    /** Whether it was made, written to, renamed or touched a short while ago: it cannot be told which. */
    boolean growing(Entry file) {
        return Duration.between(file.changed(), now).compareTo(settle) < 0;
    }

    Content content(Entry file) {
        return growing(file) ? Content.GROWING : Content.WHOLE;
    }
}
