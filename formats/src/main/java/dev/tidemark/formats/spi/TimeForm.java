package dev.tidemark.formats.spi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A form in which times are written; which one, a source says. Immutable. */
public sealed interface TimeForm {
    /**
     * Microseconds since 1970-01-01T00:00Z, digits below cut off; empty if the text is not of this form, or no time
     * that can be held.
     */
    OptionalLong micros(String text);

    /** Seconds or smaller units since 1970, perhaps with a fraction: {@code 10^scale} microseconds each. */
    record Epoch(int scale) implements TimeForm {
        public static final Epoch SECONDS = new Epoch(6);
        public static final Epoch MILLIS = new Epoch(3);

        @Override
        public OptionalLong micros(String text) {
            try {
                return OptionalLong.of(new BigDecimal(text)
                        .scaleByPowerOfTen(scale)
                        .setScale(0, RoundingMode.FLOOR)
                        .longValueExact());
            } catch (ArithmeticException | NumberFormatException none) {
                return OptionalLong.empty();
            }
        }
    }

    /**
     * ISO 8601: a year of four digits, and as much of month, day, {@code T}, hour, minute, second, fraction and zone as
     * there is.
     */
    record Iso() implements TimeForm {
        private static final DateTimeFormatter FORMATTER = new DateTimeFormatterBuilder()
                .appendValue(ChronoField.YEAR, 4, 9, SignStyle.EXCEEDS_PAD)
                .appendPattern("[-MM[-dd['T'[HH[:mm[:ss]]]]]]")
                .optionalStart()
                .appendPattern("[.][,]")
                .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, false)
                .optionalEnd()
                .appendPattern("[XXX][XX][X]")
                .toFormatter(Locale.ROOT);

        @Override
        public OptionalLong micros(String text) {
            return Written.micros(FORMATTER, text);
        }
    }

    /** As a pattern of {@link DateTimeFormatter} says; forms of one pattern are equal. */
    record Written(String pattern, DateTimeFormatter formatter) implements TimeForm {
        private static final long MICROS = 1_000_000;

        /** @throws IllegalArgumentException if there is no such pattern */
        public static Written of(String pattern) {
            return new Written(pattern, DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
        }

        @Override
        public OptionalLong micros(String text) {
            return micros(formatter, text);
        }

        private static OptionalLong micros(DateTimeFormatter formatter, String text) {
            try {
                TemporalAccessor parts = formatter.parse(text);
                if (parts.isSupported(ChronoField.INSTANT_SECONDS)) {
                    return OptionalLong.of(Math.addExact(
                            Math.multiplyExact(parts.getLong(ChronoField.INSTANT_SECONDS), MICROS),
                            parts.getLong(ChronoField.MICRO_OF_SECOND)));
                }
                LocalTime time = parts.query(TemporalQueries.localTime());
                ZoneId zone = parts.query(TemporalQueries.zone());
                return OptionalLong.of(ChronoUnit.MICROS.between(
                        Instant.EPOCH,
                        date(parts)
                                .atTime(time == null ? hour(parts) : time)
                                .atZone(zone == null ? ZoneOffset.UTC : zone)
                                .toInstant()));
            } catch (DateTimeException | ArithmeticException none) {
                return OptionalLong.empty();
            }
        }

        /** What is not written is the beginning of 1970. */
        private static LocalDate date(TemporalAccessor parts) {
            LocalDate whole = parts.query(TemporalQueries.localDate());
            if (whole != null) {
                return whole;
            }
            int year = part(parts, ChronoField.YEAR, part(parts, ChronoField.YEAR_OF_ERA, 1970));
            return LocalDate.of(
                    year, part(parts, ChronoField.MONTH_OF_YEAR, 1), part(parts, ChronoField.DAY_OF_MONTH, 1));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Written form && form.pattern.equals(pattern);
        }

        @Override
        public int hashCode() {
            return pattern.hashCode();
        }

        private static LocalTime hour(TemporalAccessor parts) {
            return LocalTime.of(part(parts, ChronoField.HOUR_OF_DAY, 0), part(parts, ChronoField.MINUTE_OF_HOUR, 0));
        }

        private static int part(TemporalAccessor parts, ChronoField field, int otherwise) {
            return parts.isSupported(field) ? parts.get(field) : otherwise;
        }
    }
}
