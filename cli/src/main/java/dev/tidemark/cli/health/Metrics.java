package dev.tidemark.cli.health;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import dev.tidemark.engine.commit.SourceRecords;
import dev.tidemark.engine.health.Finding;
import dev.tidemark.engine.health.Health;
import dev.tidemark.engine.state.StoreUse;
import dev.tidemark.engine.state.StreamRecord;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The figures of the records as Prometheus text. They are those of the records and not of a process, so what is
 * collected now and then by processes that soon end is told as completely as what a daemon collects.
 */
public final class Metrics {
    private static final double MICROS = 1e6;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Instant now;

    private Metrics(Instant now) {
        this.now = now;
    }

    /** Writes the figures of a check; who reads the file sees all of them or those of before. */
    public static void write(Path file, Checker.Result result, Instant now) throws IOException {
        Path target = file.toAbsolutePath();
        Path temp = target.resolveSibling("." + target.getFileName() + ".tmp");
        Files.writeString(temp, text(result, now));
        Files.move(temp, target, ATOMIC_MOVE);
    }

    static String text(Checker.Result result, Instant now) {
        Metrics metrics = new Metrics(now);
        result.saved().forEach(metrics::add);
        result.findings().forEach(metrics::add);
        metrics.checker(result);
        String text = metrics.registry.scrape();
        metrics.registry.close();
        return text;
    }

    private void checker(Checker.Result result) {
        result.heartbeat()
                .last()
                .ifPresent(last -> gauge(
                        "tidemark.checker.heartbeat.age",
                        "seconds",
                        "Time since the check before this one",
                        Tags.empty(),
                        age(last)));
        gauge(
                "tidemark.checker.time",
                "seconds",
                "When this was written, since 1970",
                Tags.empty(),
                now.getEpochSecond());
        gauge(
                "tidemark.sources.unreadable",
                "",
                "Sources whose state cannot be read",
                Tags.empty(),
                result.unreadable().size());
    }

    private void add(Finding finding) {
        Tags stream = Tags.of("collector", finding.verdict().source(), "stream", finding.verdict().stream());
        for (Health health : Health.values()) {
            gauge(
                    "tidemark.health",
                    "",
                    "1 for the state that the stream is in",
                    stream.and("state", health.text()),
                    finding.verdict().health() == health ? 1 : 0);
        }
    }

    private void add(String source, SourceRecords records) {
        for (StreamRecord record : records.told()) {
            Tags tags = Tags.of("collector", source, "type", record.connector(), "stream", record.stream());
            store(record.store(), tags);
            errors(record, tags);
            if (!record.stream().isEmpty()) {
                counters(record, tags);
                gauges(record, tags);
            }
        }
    }

    private void counters(StreamRecord record, Tags tags) {
        counter(
                "tidemark.rounds",
                "",
                "How often the stream was asked",
                tags,
                record.statistics().polls());
        counter(
                "tidemark.rounds.empty",
                "",
                "How often it had nothing new",
                tags,
                record.statistics().processing().empty());
        counter(
                "tidemark.records.read",
                "",
                "Records that were read",
                tags,
                record.statistics().documents());
        counter(
                "tidemark.rows",
                "",
                "Records that are rows",
                tags,
                record.totals().records());
        counter(
                "tidemark.read",
                "bytes",
                "Read, as stored by the source",
                tags,
                record.totals().bytes());
        counter(
                "tidemark.quarantined",
                "",
                "Records and files set aside",
                tags,
                record.totals().quarantined());
        counter(
                "tidemark.late",
                "",
                "Artifacts that came after their time was complete",
                tags,
                record.totals().late());
    }

    private void gauges(StreamRecord record, Tags tags) {
        gauge(
                "tidemark.gaps",
                "",
                "Spans of time known not to be collected",
                tags,
                record.totals().gaps());
        gauge(
                "tidemark.failures.in.row",
                "",
                "Failed rounds since the last good one",
                tags,
                record.trouble().failures());
        gauge("tidemark.heartbeat.age", "seconds", "Time since something was told of it", tags, age(record.updated()));
        age(
                "tidemark.progress.age",
                "Time since a round ended well and durably",
                tags,
                record.reached().success());
        age(
                "tidemark.data.age",
                "Time since records came",
                tags,
                record.reached().data());
        age(
                "tidemark.event.age",
                "Time since the newest time of a row",
                tags,
                record.reached().event());
        age(
                "tidemark.lag",
                "How far it is behind what the source shows",
                tags,
                record.reached().frontier());
        gauge(
                "tidemark.state.size",
                "bytes",
                "Size of the state document",
                tags,
                record.store().bytes());
    }

    private void errors(StreamRecord record, Tags tags) {
        record.trouble()
                .errors()
                .forEach((kind, count) ->
                        counter("tidemark.errors", "", "Errors by kind", tags.and("kind", kind.text()), count));
    }

    private void store(StoreUse use, Tags tags) {
        if (use.loads() + use.saves() == 0) {
            return;
        }
        String saves = "Saves to the state store";
        counter("tidemark.state.saves", "", saves, tags.and("outcome", "ok"), use.saves() - use.failedSaves());
        counter("tidemark.state.saves", "", saves, tags.and("outcome", "failed"), use.failedSaves());
        counter("tidemark.state.save.time", "seconds", "Time of all saves", tags, use.savingMicros() / MICROS);
        String loads = "Loads from the state store";
        counter("tidemark.state.loads", "", loads, tags.and("outcome", "ok"), use.loads() - use.failedLoads());
        counter("tidemark.state.loads", "", loads, tags.and("outcome", "failed"), use.failedLoads());
        counter("tidemark.state.load.time", "seconds", "Time of all loads", tags, use.loadingMicros() / MICROS);
    }

    private void age(String name, String description, Tags tags, Optional<Instant> time) {
        time.ifPresent(instant -> gauge(name, "seconds", description, tags, age(instant)));
    }

    private double age(Instant time) {
        return Duration.between(time, now).toMillis() / 1000.0;
    }

    private void gauge(String name, String unit, String description, Tags tags, Number value) {
        Gauge.builder(name, value::doubleValue)
                .description(description)
                .baseUnit(unit.isEmpty() ? null : unit)
                .tags(tags)
                .register(registry);
    }

    private void counter(String name, String unit, String description, Tags tags, Number value) {
        FunctionCounter.builder(name, this, any -> value.doubleValue())
                .description(description)
                .baseUnit(unit.isEmpty() ? null : unit)
                .tags(tags)
                .register(registry);
    }
}
