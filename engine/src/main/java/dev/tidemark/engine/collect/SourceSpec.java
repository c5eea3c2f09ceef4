package dev.tidemark.engine.collect;

import dev.tidemark.api.Source;
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
        TableRows table,
        Optional<String> indexColumn,
        Optional<Instant> begin,
        Duration delay) {}
