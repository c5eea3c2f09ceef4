package dev.tidemark.formats.toml;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as people write them: {@code 250ms}, {@code 90s}, {@code 1h30m}, {@code 7d}. */
final class Spans {
    private static final Pattern PART = Pattern.compile("(\\d{1,12})(ms|s|m|h|d|w)");

    private Spans() {}

    static Duration parse(String text) {
        Matcher part = PART.matcher(text);
        Duration sum = Duration.ZERO;
        int end = 0;
        while (part.find() && part.start() == end) {
            sum = sum.plus(span(Long.parseLong(part.group(1)), part.group(2)));
            end = part.end();
        }
        if (end == 0 || end != text.length()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a span of time; write 250ms, 90s, 5m, 1h30m, 7d or 2w");
        }
        return sum;
    }

    /** The span as {@link #parse} reads it. */
    static String text(Duration span) {
        String text = part(span.toDaysPart(), "d")
                + part(span.toHoursPart(), "h")
                + part(span.toMinutesPart(), "m")
                + part(span.toSecondsPart(), "s")
                + part(span.toMillisPart(), "ms");
        return text.isEmpty() ? "0s" : text;
    }

    private static String part(long count, String unit) {
        return count == 0 ? "" : count + unit;
    }

    private static Duration span(long count, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> Duration.ofDays(7 * count);
        };
    }
}
