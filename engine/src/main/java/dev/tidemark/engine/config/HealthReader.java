package dev.tidemark.engine.config;

import dev.tidemark.engine.health.HealthSettings;
import dev.tidemark.formats.toml.Key;
import dev.tidemark.formats.toml.Kind;
import dev.tidemark.formats.toml.Section;
import java.time.Duration;
import java.util.List;

/** Reads by what {@code tidemark health} judges. */
final class HealthReader {
    static final Duration STANDARD_INTERVAL = Duration.ofMinutes(1);
    private static final Key<Duration> INTERVAL = Key.of(
            "check_interval",
            Kind.SPAN,
            STANDARD_INTERVAL,
            "How often `tidemark health` is run; checks that came regularly and are missing for three times as long are"
                    + " told by the next one and by `collect`.");
    private static final Key<Duration> NOT_RUNNING = Key.optional(
            "not_running_after",
            Kind.SPAN,
            "How long nothing may be heard of its collector. By default twice the `polling_interval`, at least 5m.");
    private static final Key<Long> FAILURES = Key.of(
            "failures",
            Kind.NUMBER,
            HealthSettings.DEFAULTS.failures(),
            "How many rounds in a row must fail; missing credentials and permissions are told at once.");
    private static final Key<Duration> FAILING = Key.optional(
            "failing_after",
            Kind.SPAN,
            "How long there may be no good round while rounds fail. By default twice the `polling_interval`, at least"
                    + " 15m.");
    private static final Key<Duration> BEHIND = Key.optional(
            "behind_after",
            Kind.SPAN,
            "How far it may be behind what the source shows. By default ten times the `polling_interval`, at least 1h.");
    private static final Key<Duration> NO_DATA = Key.optional(
            "no_data_after",
            Kind.SPAN,
            "How long there may be no records though the source is asked. By default, once two weeks are known, four"
                    + " times the longest time without at that hour of the week, at least 1h.");
    private static final Key<Duration> RETENTION = Key.optional(
            "retention",
            Kind.SPAN,
            "How long the source keeps what is not collected: to be half of it behind is told.");
    private static final Key<List<String>> STREAMS = Key.of(
            "streams",
            Kind.TEXTS,
            List.of(),
            "The streams that there must be: others are told as unexpected. By default those that the source shows.");

    static final List<Key<?>> COMMON_KEYS = List.of(INTERVAL);
    static final List<Key<?>> KEYS = List.of(NOT_RUNNING, FAILURES, FAILING, BEHIND, NO_DATA, RETENTION, STREAMS);

    private HealthReader() {}

    static Duration interval(Section section) {
        return section.read(INTERVAL);
    }

    static HealthSettings read(Section section) {
        long failures = section.read(FAILURES);
        if (failures < 1) {
            section.problem(FAILURES.name(), "it must be at least 1, not " + failures);
        }
        return new HealthSettings(
                section.find(NOT_RUNNING),
                failures,
                section.find(FAILING),
                section.find(BEHIND),
                section.find(NO_DATA),
                section.find(RETENTION),
                section.read(STREAMS));
    }
}
