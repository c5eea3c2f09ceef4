package dev.tidemark.cli;

import dev.tidemark.cli.health.Checker;
import dev.tidemark.cli.health.Metrics;
import dev.tidemark.cli.output.Heading;
import dev.tidemark.cli.output.OutputFormat;
import dev.tidemark.cli.output.RowPrinter;
import dev.tidemark.engine.commit.SourceRecords;
import dev.tidemark.engine.config.Configuration;
import dev.tidemark.engine.health.Finding;
import dev.tidemark.engine.health.Health;
import dev.tidemark.engine.health.Verdict;
import dev.tidemark.engine.state.StreamRecord;
import dev.tidemark.formats.toml.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "health",
        description = "Judges from what is saved whether every source is collected as it should be: whether its"
                + " collector runs, succeeds, brings something and keeps up. Made to be run every minute.",
        footer = {
            "Examples:",
            "  tidemark health",
            "  tidemark health trail --output json",
            "  tidemark health --alarms                  for cron: only what is new, hourly again",
            "  tidemark health --metrics /var/lib/node_exporter/tidemark.prom",
            "",
            "Exit status: 0 all is well, 4 somebody should look, 1 it could not be found out,",
            "2 wrong usage or configuration."
        })
final class HealthCommand implements Callable<Integer> {
    private final Tidemark tidemark;

    @Parameters(arity = "0..*", paramLabel = "SOURCE", description = "Only these sources.")
    private List<String> sources = List.of();

    @Option(
            names = "--alarms",
            description = "Print only what was not told before, is told again after an hour, or is over; nothing if"
                    + " there is no news.")
    private boolean alarms;

    @Option(
            names = "--metrics",
            paramLabel = "FILE",
            description = "Write the figures to this file as Prometheus text, all at once.")
    private @Nullable Path metrics;

    HealthCommand(Tidemark tidemark) {
        this.tidemark = tidemark;
    }

    @Override
    public Integer call() throws ConfigurationException, IOException {
        Configuration configuration = tidemark.configuration();
        sources.forEach(source -> SourcesCommand.find(configuration, source));
        Clock clock = Clock.systemUTC();
        Checker.Result result = new Checker(configuration, clock, tidemark.warnings()).check();
        result.notes().forEach(note -> tidemark.console().err().println("tidemark: warning: " + note));
        result.unreadable()
                .forEach((source, reason) -> tidemark.console()
                        .err()
                        .println("tidemark: the state of " + source + " cannot be read: " + reason));
        List<Finding> findings = result.findings().stream()
                .filter(finding ->
                        sources.isEmpty() || sources.contains(finding.verdict().source()))
                .toList();
        print(findings, result.saved());
        if (metrics != null) {
            Metrics.write(metrics, result, clock.instant());
        }
        boolean unreadable =
                result.unreadable().keySet().stream().anyMatch(source -> sources.isEmpty() || sources.contains(source));
        if (unreadable) {
            return Status.FAILED;
        }
        return findings.stream().anyMatch(Finding::alarms) ? Status.ALARM : Status.DONE;
    }

    private void print(List<Finding> all, Map<String, SourceRecords> saved) {
        List<Finding> findings = alarms ? all.stream().filter(Finding::isNews).toList() : all;
        if (alarms && findings.isEmpty()) {
            return;
        }
        boolean figures = tidemark.output() != OutputFormat.TABLE;
        List<Heading> headings = new ArrayList<>(List.of(
                Heading.text("source"),
                Heading.text("stream"),
                Heading.text("health"),
                Heading.text("alarm"),
                Heading.text("since"),
                Heading.text("detail"),
                Heading.text("last_error"),
                Heading.text("what_to_do")));
        if (figures) {
            headings.addAll(List.of(Heading.text("account"), Heading.text("last_event"), Heading.number("gaps")));
        }
        RowPrinter rows = tidemark.printer(headings.toArray(Heading[]::new));
        for (Finding finding : findings) {
            List<@Nullable Object> row = new ArrayList<>(row(finding));
            if (figures) {
                row.addAll(figures(finding.verdict(), saved));
            }
            rows.row(row);
        }
        rows.end();
    }

    private static List<@Nullable Object> figures(Verdict verdict, Map<String, SourceRecords> saved) {
        Optional<StreamRecord> record = Optional.ofNullable(saved.get(verdict.source()))
                .flatMap(records -> Optional.ofNullable(records.streams().get(verdict.stream())));
        return Arrays.asList(
                record.flatMap(StreamRecord::account).orElse(null),
                record.flatMap(each -> each.reached().event()).orElse(null),
                record.map(each -> each.totals().gaps()).orElse(null));
    }

    private static List<@Nullable Object> row(Finding finding) {
        Verdict verdict = finding.verdict();
        boolean well = verdict.health() == Health.OK;
        return Arrays.asList(
                verdict.source(),
                verdict.stream(),
                verdict.health().text(),
                some(finding.alarm().text()),
                well ? null : finding.since().truncatedTo(ChronoUnit.SECONDS),
                some(verdict.detail()),
                well ? null : verdict.error().orElse(null),
                some(verdict.remedy()));
    }

    private static @Nullable String some(String text) {
        return text.isEmpty() ? null : text;
    }
}
