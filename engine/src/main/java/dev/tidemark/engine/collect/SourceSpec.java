package dev.tidemark.engine.collect;

import dev.tidemark.api.Source;
import dev.tidemark.engine.paged.Pages;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A source and what its artifacts become.
 *
 * @param name        of the source; its partition in the table
 * @param connector   the connector's type, {@code file} for instance
 * @param indexColumn name of the column whose value becomes {@code tp_index}
 * @param begin       where a stream of which nothing is collected begins; empty for the beginning of what there is
 * @param delay       how late artifacts may still turn up
 */
public record SourceSpec(
        String name,
        String connector,
        Source source,
        Destination table,
        Optional<String> indexColumn,
        Optional<Instant> begin,
        Duration delay) {
    /** The source, if it is one that is read on from positions of its own. */
    public Optional<Pages> pages() {
        return source instanceof Pages pages ? Optional.of(pages) : Optional.empty();
    }

    /** The same with another source of artifacts. */
    SourceSpec with(Source other) {
        return new SourceSpec(name, connector, other, table, indexColumn, begin, delay);
    }
}
