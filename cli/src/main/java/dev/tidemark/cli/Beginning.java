package dev.tidemark.cli;

import dev.tidemark.engine.config.From;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where a source begins if what is imported does not: at most one of them. */
final class Beginning {
    @Option(
            names = "--from-beginning",
            description = "Of a state without positions: collect everything, also what the other connector has"
                    + " delivered elsewhere.")
    private boolean beginning;

    @Option(
            names = "--from-last-poll",
            description = "Of a state without positions: collect what is from the time of its last poll, less the"
                    + " source's delivery_delay, or later.")
    private boolean lastPoll;

    @Option(
            names = "--from-time",
            paramLabel = "TIME",
            converter = TimeRange.Time.class,
            description = "Of a state without positions: collect what is from this time or later, such as"
                    + " 2025-06-01T12:00:00Z or 7d (ago).")
    private @Nullable From time;

    boolean isBeginning() {
        return beginning;
    }

    boolean isLastPoll() {
        return lastPoll;
    }

    @Nullable
    From time() {
        return time;
    }

    /** Whether one of them was written. */
    boolean isSaid() {
        return beginning || lastPoll || time != null;
    }
}
