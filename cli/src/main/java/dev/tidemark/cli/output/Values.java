package dev.tidemark.cli.output;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as people read them. */
public final class Values {
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

    private Values() {}

    /** A value on one line; what could steer the terminal is shown as a dot. */
    static String oneLine(@Nullable Object value) {
        String text = text(value);
        return text.chars().noneMatch(Character::isISOControl)
                ? text
                : text.replaceAll("\\s*[\\r\\n]+\\s*|\t", " ").replaceAll("[\\p{Cntrl}\\x{80}-\\x{9f}]", "·");
    }

    /** A value; null is empty. */
    static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Instant time -> time(time);
            case LocalDateTime time -> time(time.toInstant(ZoneOffset.UTC));
            case OffsetDateTime time -> time(time.toInstant());
            case Map<?, ?> map -> Json.of(map);
            case Collection<?> list -> Json.of(list);
            default -> value.toString();
        };
    }

    /** In UTC, to the fraction that is there. */
    public static String time(Instant time) {
        return time.equals(Instant.MIN) || time.equals(Instant.MAX) ? "" : TIME.format(time);
    }

    /** With separators of thousands: {@code 1,448}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** In powers of 1000, three digits or so: {@code 3.4 MB}. */
    public static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 || value >= 99.95 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
    }

    /** {@code 1 file}, {@code 2 files}. */
    public static String plural(long number, String noun) {
        return count(number) + " " + noun + (number == 1 ? "" : "s");
    }
}
