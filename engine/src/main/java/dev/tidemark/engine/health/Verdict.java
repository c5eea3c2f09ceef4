package dev.tidemark.engine.health;

import java.time.Instant;
import java.util.Optional;

/**
 * How the collection of a stream goes.
 *
 * @param since  when that began, as far as the records tell
 * @param detail why it is judged so
 * @param error  the last error
 * @param remedy what to do; empty if nothing is to be done
 */
public record Verdict(
        String source,
        String stream,
        Health health,
        Optional<Instant> since,
        String detail,
        Optional<String> error,
        String remedy) {}
