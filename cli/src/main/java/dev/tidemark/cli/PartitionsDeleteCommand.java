package dev.tidemark.cli;

import dev.tidemark.api.Range;
import dev.tidemark.cli.output.Heading;
import dev.tidemark.cli.output.RowPrinter;
import dev.tidemark.embed.Workspace;
import dev.tidemark.formats.toml.ConfigurationException;
import dev.tidemark.lake.Partitions.Partition;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "delete",
        description = "Deletes the rows of a source from a table. The source still counts them as collected: they come"
                + " back with 'collect SOURCE --from --to --overwrite' or 'verify SOURCE --repair --deleted' only.",
        footer = {
            "Examples:",
            "  tidemark partitions delete aws_cloudtrail_log trail --to 90d --yes",
            "  tidemark partitions delete nginx_access_log web --from 2025-06-01 --to 2025-06-02 --yes"
        })
final class PartitionsDeleteCommand implements Callable<Integer> {
    private final Tidemark tidemark;

    @Parameters(index = "0", paramLabel = "TABLE", description = "The table.")
    private String table = "";

    @Parameters(index = "1", paramLabel = "SOURCE", description = "The source.")
    private String source = "";

    @Mixin
    private TimeRange range = new TimeRange();

    @Option(names = "--yes", description = "Do it; without this only what there is is told.")
    private boolean yes;

    PartitionsDeleteCommand(Tidemark tidemark) {
        this.tidemark = tidemark;
    }

    @Override
    public Integer call() throws ConfigurationException, IOException {
        try (Workspace workspace = Workspace.of(tidemark.configuration(), tidemark.warnings())) {
            Partition partition = LakeTables.partition(workspace.lake(), table, source);
            Range rows = range.at(Instant.now());
            if (!yes) {
                throw new UsageException("this deletes " + (range.isOpen() ? "all " : "some of ") + partition.rows()
                        + " rows of " + source + " from " + table + "; add --yes to do it");
            }
            long deleted = workspace.delete(table, source, rows);
            RowPrinter printer =
                    tidemark.printer(Heading.text("table"), Heading.text("source"), Heading.number("rows_deleted"));
            printer.row(List.of(table, source, deleted));
            printer.end();
            return Status.DONE;
        }
    }
}
