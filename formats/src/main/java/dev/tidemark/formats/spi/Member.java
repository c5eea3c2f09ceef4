package dev.tidemark.formats.spi;

import dev.tidemark.api.table.Type;
import java.util.List;

/**
 * A member of records.
 *
 * @param type  the column that holds it; JSON for objects, and for what has no better type
 * @param told  its type in the source's own words, {@code keyword} for instance
 * @param times how it is written if it is a time: the first form that fits counts
 */
public record Member(Type.Scalar type, String told, List<TimeForm> times) {
    public Member {
        times = List.copyOf(times);
    }

    /** A member that is no time. */
    public static Member of(Type.Scalar type, String told) {
        return new Member(type, told, List.of());
    }
}
