package dev.tidemark.cli;

import dev.tidemark.cli.output.Heading;
import dev.tidemark.cli.output.RowPrinter;
import dev.tidemark.formats.toml.ConfigurationException;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Partitions;
import dev.tidemark.lake.Partitions.Partition;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "partitions",
        description = "Shows and deletes what is stored: the rows of each source within a table.",
        footer = {
            "Examples:",
            "  tidemark partitions list",
            "  tidemark partitions show aws_cloudtrail_log trail",
            "  tidemark partitions delete aws_cloudtrail_log trail --to 90d --yes"
        })
final class PartitionsCommand extends Group {
    static CommandLine tree(Tidemark tidemark) {
        return new PartitionsCommand()
                .with(new All(tidemark), new One(tidemark), new PartitionsDeleteCommand(tidemark));
    }

    private static void print(Tidemark tidemark, List<Partition> partitions) {
        RowPrinter rows = tidemark.printer(
                Heading.text("table"),
                Heading.text("source"),
                Heading.number("rows"),
                Heading.number("files"),
                Heading.number("bytes"),
                Heading.text("first"),
                Heading.text("last"));
        for (Partition each : partitions) {
            rows.row(List.of(
                    each.table(), each.source(), each.rows(), each.files(), each.bytes(), each.first(), each.last()));
        }
        rows.end();
    }

    @Command(
            name = "list",
            description = "Lists what is stored.",
            footer = {"Examples:", "  tidemark partitions list", "  tidemark partitions list nginx_access_log"})
    static final class All implements Callable<Integer> {
        private final Tidemark tidemark;

        @Parameters(index = "0", arity = "0..1", paramLabel = "TABLE", description = "Only those of this table.")
        private @Nullable String table;

        All(Tidemark tidemark) {
            this.tidemark = tidemark;
        }

        @Override
        public Integer call() throws ConfigurationException, IOException {
            try (Lake lake = tidemark.lake()) {
                if (table != null) {
                    LakeTables.check(table, lake.tables());
                }
                Partitions partitions = new Partitions(lake);
                print(tidemark, table == null ? partitions.list() : partitions.list(table));
                return Status.DONE;
            }
        }
    }

    @Command(
            name = "show",
            description = "Shows what is stored of one source in one table.",
            footer = {"Examples:", "  tidemark partitions show aws_cloudtrail_log trail"})
    static final class One implements Callable<Integer> {
        private final Tidemark tidemark;

        @Parameters(index = "0", paramLabel = "TABLE", description = "The table.")
        private String table = "";

        @Parameters(index = "1", paramLabel = "SOURCE", description = "The source.")
        private String source = "";

        One(Tidemark tidemark) {
            this.tidemark = tidemark;
        }

        @Override
        public Integer call() throws ConfigurationException, IOException {
            try (Lake lake = tidemark.lake()) {
                print(tidemark, List.of(LakeTables.partition(lake, table, source)));
                return Status.DONE;
            }
        }
    }
}
