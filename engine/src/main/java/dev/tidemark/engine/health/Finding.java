package dev.tidemark.engine.health;

import java.time.Instant;
import java.util.Locale;

/**
 * What a check tells of a stream.
 *
 * @param verdict as it is told: what was bad stays so until two rounds were good
 * @param since   when that began
 */
public record Finding(Verdict verdict, Instant since, Alarm alarm) {
    /** What is new about it. */
    public enum Alarm {
        NONE,
        /** It became bad, or bad in another way. */
        RAISED,
        /** It is bad as before, and that was not told for an hour. */
        REPEATED,
        /** It is bad as before. */
        STANDING,
        /** It is good again. */
        CLEARED;

        /** As it is printed. */
        public String text() {
            return this == NONE ? "" : name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether somebody should look. */
    public boolean alarms() {
        return switch (alarm) {
            case NONE, CLEARED -> false;
            case RAISED, REPEATED -> true;
            case STANDING -> !verdict.health().isToldOnce();
        };
    }

    /** Whether it should be told to somebody who knows what was told before. */
    public boolean isNews() {
        return switch (alarm) {
            case NONE, STANDING -> false;
            case RAISED, REPEATED, CLEARED -> true;
        };
    }
}
