package dev.tidemark.engine.health;

import java.time.Duration;

/** Spans of time for people. */
final class Spans {
    private Spans() {}

    /** The two largest units: {@code 3d 4h}, {@code 15m}, {@code 20s}. */
    static String text(Duration span) {
        if (span.toDays() > 0) {
            return joined(span.toDays(), "d", span.toHoursPart(), "h");
        }
        if (span.toHours() > 0) {
            return joined(span.toHours(), "h", span.toMinutesPart(), "m");
        }
        return joined(span.toMinutes(), "m", span.toSecondsPart(), "s");
    }

    private static String joined(long large, String largeUnit, long small, String smallUnit) {
        if (large == 0) {
            return small + smallUnit;
        }
        return large + largeUnit + (small == 0 ? "" : " " + small + smallUnit);
    }
}
