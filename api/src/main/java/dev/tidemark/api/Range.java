package dev.tidemark.api;

import java.time.Instant;

/** Times from {@code from} on and before {@code to}; {@link Instant#MIN} and {@link Instant#MAX} leave a side open. */
public record Range(Instant from, Instant to) {
    public static final Range ALL = new Range(Instant.MIN, Instant.MAX);

    public Range {
        if (from.isAfter(to)) {
            throw new IllegalArgumentException("the range begins at " + from + ", after its end " + to);
        }
    }

    public boolean contains(Instant time) {
        return !time.isBefore(from) && time.isBefore(to);
    }

    public boolean overlaps(Range other) {
        return from.isBefore(other.to) && other.from.isBefore(to);
    }

    public boolean isEmpty() {
        return from.equals(to);
    }
}
