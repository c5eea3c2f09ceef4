package dev.tidemark.cli;

import dev.tidemark.cli.output.Heading;
import dev.tidemark.cli.output.RowPrinter;
import dev.tidemark.formats.record.FormatOptions;
import dev.tidemark.formats.table.Catalog;
import dev.tidemark.formats.toml.ConfigurationException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "formats",
        description = "Shows how bytes can become records, built-in and your own.",
        footer = {"Examples:", "  tidemark formats list", "  tidemark formats show nginx_access_log.combined"})
final class FormatsCommand extends Group {
    static CommandLine tree(Tidemark tidemark) {
        return new FormatsCommand().with(new All(tidemark), new One(tidemark));
    }

    @Command(
            name = "list",
            description = "Lists the formats.",
            footer = {"Examples:", "  tidemark formats list"})
    static final class All implements Callable<Integer> {
        private final Tidemark tidemark;

        All(Tidemark tidemark) {
            this.tidemark = tidemark;
        }

        @Override
        public Integer call() throws ConfigurationException, IOException {
            RowPrinter rows = tidemark.printer(Heading.text("format"), Heading.text("type"));
            Catalog catalog = tidemark.configuration().catalog();
            for (String name : catalog.formats()) {
                rows.row(List.of(name, FormatDescription.type(catalog.format(name))));
            }
            rows.end();
            return Status.DONE;
        }
    }

    @Command(
            name = "show",
            description = "Shows a format and all its options.",
            footer = {"Examples:", "  tidemark formats show delimited.default"})
    static final class One implements Callable<Integer> {
        private final Tidemark tidemark;

        @Parameters(index = "0", paramLabel = "FORMAT", description = "Its name.")
        private String name = "";

        One(Tidemark tidemark) {
            this.tidemark = tidemark;
        }

        @Override
        public Integer call() throws ConfigurationException, IOException {
            FormatOptions format;
            try {
                format = tidemark.configuration().catalog().format(name);
            } catch (IllegalArgumentException unknown) {
                throw new UsageException(String.valueOf(unknown.getMessage()));
            }
            RowPrinter rows = tidemark.printer(Heading.text("option"), Heading.text("value"));
            FormatDescription.of(format).forEach((option, value) -> rows.row(List.of(option, value)));
            rows.end();
            return Status.DONE;
        }
    }
}
