package dev.tidemark.cli;

import dev.tidemark.api.Range;
import dev.tidemark.cli.collect.Collecting;
import dev.tidemark.cli.collect.Report;
import dev.tidemark.cli.collect.Run;
import dev.tidemark.cli.collect.Totals;
import dev.tidemark.cli.health.Checker;
import dev.tidemark.engine.collect.RunOptions;
import dev.tidemark.engine.collect.RunOptions.Mode;
import dev.tidemark.formats.toml.ConfigurationException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "collect",
        description =
                "Collects what is new: of all configured sources, of those that are named, or of files for a table"
                        + " without any configuration.",
        footer = {
            "Examples:",
            "  tidemark collect                                    everything in tidemark.toml",
            "  tidemark collect trail web --from 7d                two sources, the last week",
            "  tidemark collect aws_cloudtrail_log ./AWSLogs       files without configuration",
            "  tidemark collect nginx_access_log '/var/log/nginx/access.log*'",
            "  tidemark collect trail --from 2025-06-01 --to 2025-06-02 --overwrite",
            "  tidemark collect trail --gaps",
            "",
            "With --output json each event is a JSON object on a line of its own, the last one",
            "is the summary. Exit status 3: done, but something was quarantined, set aside or",
            "could not be reached."
        })
final class CollectCommand implements Callable<Integer> {
    private final Tidemark tidemark;

    @Parameters(
            arity = "0..*",
            paramLabel = "SOURCE",
            description = "Names of sources; or a table, followed by files, folders or globs.")
    private List<String> words = List.of();

    @Mixin
    private TimeRange range = new TimeRange();

    @Option(
            names = "--overwrite",
            description = "Collect the range again: its rows replace the old ones, in one commit.")
    private boolean overwrite;

    @Option(
            names = "--gaps",
            description =
                    "Collect only what 'tidemark gaps' shows as never asked for or failed; the newest data is left"
                            + " to other runs, which may go on meanwhile.")
    private boolean gaps;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "How many files are converted at once. Default: as many as there are processors.")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--chunk-size",
            paramLabel = "SIZE",
            converter = ByteSize.class,
            description = "How much of a source, as stored, is converted and counted at once: 16MB, 500kB. Default:"
                    + " 8MiB.")
    private long chunkSize = RunOptions.CHUNK_BYTES;

    CollectCommand(Tidemark tidemark) {
        this.tidemark = tidemark;
    }

    @Override
    public Integer call() throws ConfigurationException, IOException {
        Instant now = Instant.now();
        Range asked = range.at(now);
        if (workers < 1) {
            throw new UsageException("--workers must be at least 1, not " + workers);
        }
        if (overwrite && range.isOpen()) {
            throw new UsageException("--overwrite needs --from, --to or both: the range to collect again");
        }
        if (overwrite && gaps) {
            throw new UsageException("--overwrite and --gaps exclude each other");
        }
        Mode mode = overwrite ? Mode.OVERWRITE : gaps ? Mode.GAPS : Mode.NEW;
        RunOptions options = new RunOptions(asked, mode, workers, RunOptions.COMMIT_EVERY, chunkSize);
        Selection selection = Selection.of(tidemark, words);
        try (Collecting collecting = tidemark.collecting(selection.configuration())) {
            Totals totals = new Run(collecting, tidemark.console(), tidemark.output())
                    .collect(selection.sources(), options, tidemark::trace);
            Report.print(totals, tidemark.output(), tidemark.console());
            new Checker(selection.configuration(), Clock.systemUTC(), tidemark.warnings())
                    .overdue()
                    .ifPresent(tidemark.warnings());
            return totals.clean() ? Status.DONE : totals.failures().isEmpty() ? Status.INCOMPLETE : Status.FAILED;
        }
    }
}
