package dev.tidemark.engine.health;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a source's health is judged by where that is not derived from how often it is collected.
 *
 * @param notRunning silence of the collector that is too long
 * @param failures   failed rounds in a row that are too many
 * @param failing    time without a good round that is too long
 * @param behind     lag that is too much
 * @param noData     time without records that is too long; at least that, if more was learned
 * @param retention  how long the source keeps what is not collected
 * @param streams    that there must be; empty: those that there are
 */
public record HealthSettings(
        Optional<Duration> notRunning,
        long failures,
        Optional<Duration> failing,
        Optional<Duration> behind,
        Optional<Duration> noData,
        Optional<Duration> retention,
        List<String> streams) {
    public static final HealthSettings DEFAULTS = new HealthSettings(
            Optional.empty(), 3, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    public HealthSettings {
        streams = List.copyOf(streams);
    }
}
