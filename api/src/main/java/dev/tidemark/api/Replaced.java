package dev.tidemark.api;

import java.util.Set;

/**
 * Old rows of a source that disappear with a claim: those of some artifacts.
 *
 * @param locations the {@code tp_source_location} of the rows
 * @param rows      of these, only those with a {@code tp_timestamp} in it
 */
public record Replaced(Set<String> locations, Range rows) {
    public Replaced {
        locations = Set.copyOf(locations);
    }

    /** All rows of artifacts. */
    public static Replaced all(Set<String> locations) {
        return new Replaced(locations, Range.ALL);
    }
}
