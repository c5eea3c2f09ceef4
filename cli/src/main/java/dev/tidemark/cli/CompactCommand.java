package dev.tidemark.cli;

import dev.tidemark.cli.output.Heading;
import dev.tidemark.cli.output.RowPrinter;
import dev.tidemark.cli.output.Values;
import dev.tidemark.embed.Workspace;
import dev.tidemark.formats.toml.ConfigurationException;
import dev.tidemark.lake.Compaction;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Sweep;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "compact",
        description =
                "Makes few large files of many small ones, sorted by time. Readers and collectors go on meanwhile.",
        footer = {"Examples:", "  tidemark compact", "  tidemark compact aws_cloudtrail_log"})
final class CompactCommand implements Callable<Integer> {
    private final Tidemark tidemark;

    @Parameters(arity = "0..*", paramLabel = "TABLE", description = "Only these tables.")
    private List<String> tables = List.of();

    CompactCommand(Tidemark tidemark) {
        this.tidemark = tidemark;
    }

    @Override
    public Integer call() throws ConfigurationException, IOException {
        try (Workspace workspace = Workspace.of(tidemark.configuration(), tidemark.warnings())) {
            Lake lake = workspace.lake();
            List<String> all = lake.tables();
            tables.forEach(table -> LakeTables.check(table, all));
            RowPrinter rows = tidemark.printer(
                    Heading.text("table"),
                    Heading.number("rows_rewritten"),
                    Heading.number("files_before"),
                    Heading.number("files_after"),
                    Heading.number("bytes_before"),
                    Heading.number("bytes_after"));
            for (String table : tables.isEmpty() ? all : tables) {
                Compaction.Outcome outcome = new Compaction(lake).compact(table);
                rows.row(List.of(
                        table,
                        outcome.rows(),
                        outcome.filesBefore(),
                        outcome.filesAfter(),
                        outcome.bytesBefore(),
                        outcome.bytesAfter()));
            }
            rows.end();
            Sweep.Outcome removed = workspace.sweep();
            if (removed.files() > 0) {
                tidemark.console()
                        .err()
                        .println("tidemark: " + Values.plural(removed.files(), "file")
                                + " that collections left unfinished more than a day ago removed");
            }
            int swept = workspace.sweepJournal();
            if (swept > 0) {
                tidemark.console()
                        .err()
                        .println("tidemark: " + Values.plural(swept, "document")
                                + " that collections left in the journal more than a day ago removed");
            }
            return Status.DONE;
        }
    }
}
