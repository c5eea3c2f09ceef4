package dev.tidemark.formats.spi;

import java.util.List;

/**
 * Where a record says when it happened.
 *
 * @param path  names of members from the record down, separated by dots
 * @param times how it is written: the first form that fits counts
 */
public record Moment(String path, List<TimeForm> times) {
    public Moment {
        times = List.copyOf(times);
    }
}
