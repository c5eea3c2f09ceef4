package dev.tidemark.cli;

import dev.tidemark.api.table.Schema;
import dev.tidemark.api.table.Type;
import dev.tidemark.cli.output.Heading;
import dev.tidemark.cli.output.RowPrinter;
import dev.tidemark.engine.config.SourceSettings;
import dev.tidemark.formats.table.Catalog;
import dev.tidemark.formats.table.CompiledTable;
import dev.tidemark.formats.toml.ConfigurationException;
import dev.tidemark.lake.Lake;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "tables",
        description = "Shows which tables rows can be collected into, built-in and your own.",
        footer = {"Examples:", "  tidemark tables list", "  tidemark tables show aws_cloudtrail_log"})
final class TablesCommand extends Group {
    static CommandLine tree(Tidemark tidemark) {
        return new TablesCommand().with(new All(tidemark), new One(tidemark));
    }

    @Command(
            name = "list",
            description = "Lists the tables.",
            footer = {"Examples:", "  tidemark tables list"})
    static final class All implements Callable<Integer> {
        private final Tidemark tidemark;

        All(Tidemark tidemark) {
            this.tidemark = tidemark;
        }

        @Override
        public Integer call() throws ConfigurationException, IOException {
            RowPrinter rows = tidemark.printer(
                    Heading.text("table"),
                    Heading.number("columns"),
                    Heading.text("collected"),
                    Heading.text("description"));
            Catalog catalog = tidemark.configuration().catalog();
            try (Lake lake = tidemark.lake()) {
                List<String> collected = lake.tables();
                for (String name : catalog.tables()) {
                    CompiledTable table = catalog.table(name);
                    rows.row(List.of(
                            name, table.schema().columns().size(), collected.contains(name), table.description()));
                }
                for (SourceSettings source : tidemark.configuration().sources().values()) {
                    if (source.table().isEmpty()) {
                        Optional<Schema> schema = lake.schema(source.tableName());
                        rows.row(Arrays.asList(
                                source.tableName(),
                                schema.map(known -> known.columns().size()).orElse(null),
                                schema.isPresent(),
                                "made of what " + source.name() + " tells of its records"));
                    }
                }
            }
            rows.end();
            return Status.DONE;
        }
    }

    @Command(
            name = "show",
            description = "Shows the columns of a table.",
            footer = {"Examples:", "  tidemark tables show nginx_access_log"})
    static final class One implements Callable<Integer> {
        private final Tidemark tidemark;

        @Parameters(index = "0", paramLabel = "TABLE", description = "Its name.")
        private String name = "";

        One(Tidemark tidemark) {
            this.tidemark = tidemark;
        }

        @Override
        public Integer call() throws ConfigurationException, IOException {
            Schema schema = schema();
            RowPrinter rows =
                    tidemark.printer(Heading.text("column"), Heading.text("type"), Heading.text("description"));
            for (Schema.Node node : schema.nodes()) {
                rows.row(Arrays.asList(
                        node.path(), type(node.type()), node.column().description()));
            }
            rows.end();
            return Status.DONE;
        }

        private Schema schema() throws ConfigurationException, IOException {
            for (SourceSettings source : tidemark.configuration().sources().values()) {
                if (source.table().isEmpty() && source.tableName().equals(name)) {
                    return made(source);
                }
            }
            try {
                return tidemark.configuration().catalog().table(name).schema();
            } catch (IllegalArgumentException unknown) {
                throw new UsageException(String.valueOf(unknown.getMessage()));
            }
        }

        /** As the lake has it: what the source tells now comes with the next collection. */
        private Schema made(SourceSettings source) throws ConfigurationException, IOException {
            try (Lake lake = tidemark.lake()) {
                return lake.schema(name)
                        .orElseThrow(() -> new UsageException("the table " + name + " is made of what " + source.name()
                                + " tells of its records, and there is none yet: collect the source first"));
            }
        }

        private static String type(Type type) {
            return switch (type) {
                case Type.Scalar scalar -> scalar.name().toLowerCase(Locale.ROOT);
                case Type.ListOf list -> list.element().name().toLowerCase(Locale.ROOT) + "[]";
                case Type.StructOf struct -> "struct";
            };
        }
    }
}
