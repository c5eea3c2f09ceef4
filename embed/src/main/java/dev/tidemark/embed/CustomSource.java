package dev.tidemark.embed;

import dev.tidemark.api.PagedSource;
import dev.tidemark.api.Source;
import dev.tidemark.engine.paged.Pages;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A source that is written in Java, and the table that its rows go to. Who made it closes it.
 *
 * @param name      its partition in the table, and its state; no configured source has it
 * @param connector what its rows say as {@code tp_source_type}
 * @param table     a built-in table, or one that is configured; it has a format
 * @param begin     where a stream of which nothing is collected begins; empty for the beginning of what there is
 * @param delay     how late artifacts may still turn up; what is read on from a position waits for nothing
 */
public record CustomSource(
        String name, String connector, String table, Source source, Optional<Instant> begin, Duration delay) {
    private static final String CUSTOM = "custom";

    public CustomSource {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a source needs a name");
        }
    }

    /** One that is read on from a position of its own, in one stream of the same name. */
    public static CustomSource paged(String name, String table, PagedSource<?> pages) {
        return paged(name, table, Map.of(name, pages));
    }

    /** One with several streams, each with a position of its own. */
    public static CustomSource paged(String name, String table, Map<String, PagedSource<?>> streams) {
        return new CustomSource(
                name, CUSTOM, table, new Pages(name, streams, Clock.systemUTC()), Optional.empty(), Duration.ZERO);
    }

    /** One that lists what there is anew in each run; something may turn up a day late. */
    public static CustomSource of(String name, String table, Source source) {
        return new CustomSource(name, CUSTOM, table, source, Optional.empty(), Duration.ofDays(1));
    }
}
