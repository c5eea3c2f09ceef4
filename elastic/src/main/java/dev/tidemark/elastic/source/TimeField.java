package dev.tidemark.elastic.source;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A field that holds the time of documents.
 *
 * @param unit of what the cluster sorts by
 * @param kind whether a range of it is written as dates or as numbers
 */
record TimeField(String name, Unit unit, Kind kind) {
    /** A float does not hold a time of today: bounds of windows would be a minute or more beside what is asked for. */
    private static final Set<String> NUMBERS = Set.of("long", "unsigned_long", "integer", "double", "scaled_float");

    /** What a number counts since 1970. */
    enum Unit {
        SECONDS(9),
        MILLIS(6),
        MICROS(3),
        NANOS(0);

        private final int digits;

        Unit(int digits) {
            this.digits = digits;
        }
    }

    /** How a bound is written. */
    enum Kind {
        DATE,
        NUMBER
    }

    /**
     * A field by what the cluster says it is.
     *
     * @param type of it in the mapping
     * @param unit that is written for it
     * @throws IOException if it is no time, or nobody says what it counts
     */
    static TimeField of(String index, String name, String type, Optional<Unit> unit) throws IOException {
        if (type.equals("date")) {
            return new TimeField(name, Unit.MILLIS, Kind.DATE);
        }
        if (type.equals("date_nanos")) {
            return new TimeField(name, Unit.NANOS, Kind.DATE);
        }
        if (!NUMBERS.contains(type)) {
            throw new IOException("the field " + name + " of " + index + " is no time, but " + type
                    + ": write another one as 'timestamp_field'");
        }
        if (unit.isEmpty()) {
            throw new IOException("the field " + name + " of " + index + " is a number to the cluster, " + type
                    + ": write what it counts as 'timestamp_unit', seconds, millis, micros or nanos");
        }
        return new TimeField(name, unit.get(), Kind.NUMBER);
    }

    /**
     * A time as a search sorts by it; what is finer than a nanosecond is cut off.
     *
     * @throws NumberFormatException if it is no number
     */
    Instant time(String sorted) {
        BigDecimal nanos = new BigDecimal(sorted).movePointRight(unit.digits).setScale(0, RoundingMode.FLOOR);
        BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
        return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
    }

    /**
     * The query for a stretch of time.
     *
     * @param from inclusive
     * @param to   exclusive
     */
    String range(Optional<Instant> from, Optional<Instant> to) {
        List<String> bounds = new ArrayList<>();
        from.ifPresent(bound -> bounds.add("\"gte\":" + bound(bound)));
        to.ifPresent(bound -> bounds.add("\"lt\":" + bound(bound)));
        if (kind == Kind.DATE) {
            bounds.add("\"format\":\"strict_date_optional_time_nanos\"");
        }
        return "{\"range\":{" + Json.text(name) + ":{" + String.join(",", bounds) + "}}}";
    }

    private String bound(Instant time) {
        if (kind == Kind.DATE) {
            return Json.text(time.toString());
        }
        return new BigDecimal(time.getEpochSecond())
                .movePointRight(9)
                .add(BigDecimal.valueOf(time.getNano()))
                .movePointLeft(unit.digits)
                .stripTrailingZeros()
                .toPlainString();
    }
}
