package dev.tidemark.api.state;

import dev.tidemark.api.Range;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** How exactly a time is known; periods are those of the calendar in UTC. */
public enum Granularity {
    /** Not at all: items are remembered by id, and stand in no order. */
    UNKNOWN,
    NANOSECOND,
    MILLISECOND,
    SECOND,
    MINUTE,
    HOUR,
    DAY,
    MONTH,
    YEAR;

    /** The first instant of the period that holds {@code time}. */
    public Instant floor(Instant time) {
        if (time.equals(Instant.MIN) || time.equals(Instant.MAX)) {
            return time;
        }
        return switch (this) {
            case UNKNOWN, NANOSECOND -> time;
            case MILLISECOND -> time.truncatedTo(ChronoUnit.MILLIS);
            case SECOND -> time.truncatedTo(ChronoUnit.SECONDS);
            case MINUTE -> time.truncatedTo(ChronoUnit.MINUTES);
            case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
            case DAY -> time.truncatedTo(ChronoUnit.DAYS);
            case MONTH -> utc(day(time).withDayOfMonth(1));
            case YEAR -> utc(day(time).withDayOfYear(1));
        };
    }

    /**
     * The bounds of a run as they are applied: both rounded down, so that no period is collected in part; as they are
     * if unknown.
     */
    public Range floor(Range bounds) {
        return new Range(floor(bounds.from()), floor(bounds.to()));
    }

    /** The first instant of the period after the one that begins at {@code start}; {@code start} if unknown. */
    public Instant next(Instant start) {
        if (start.equals(Instant.MIN) || start.equals(Instant.MAX)) {
            return start;
        }
        return switch (this) {
            case UNKNOWN -> start;
            case NANOSECOND -> start.plusNanos(1);
            case MILLISECOND -> start.plusMillis(1);
            case SECOND -> start.plusSeconds(1);
            case MINUTE -> start.plus(1, ChronoUnit.MINUTES);
            case HOUR -> start.plus(1, ChronoUnit.HOURS);
            case DAY -> start.plus(1, ChronoUnit.DAYS);
            case MONTH -> utc(day(start).plusMonths(1));
            case YEAR -> utc(day(start).plusYears(1));
        };
    }

    private static LocalDateTime day(Instant time) {
        return LocalDateTime.ofInstant(time.truncatedTo(ChronoUnit.DAYS), ZoneOffset.UTC);
    }

    private static Instant utc(LocalDateTime time) {
        return time.toInstant(ZoneOffset.UTC);
    }
}
