package dev.tidemark.cli;

import dev.tidemark.formats.toml.ConfigurationException;
import dev.tidemark.lake.Connect;
import dev.tidemark.lake.Lake;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "connect",
        description = "Lets any DuckDB read the tables as they are now, while collecting goes on: writes a database"
                + " with a view for each table, or prints the SQL that makes the views.",
        footer = {
            "Examples:",
            "  tidemark connect logs.duckdb && duckdb logs.duckdb",
            "  tidemark connect > logs.sql && duckdb -init logs.sql",
            "  tidemark connect week.duckdb --from 7d --source trail",
            "",
            "Iceberg clients use the catalog lake/catalog.db (type jdbc, uri jdbc:sqlite:...,",
            "namespace tidemark)."
        })
final class ConnectCommand implements Callable<Integer> {
    private final Tidemark tidemark;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILE",
            description =
                    "Where to write: SQL if its name ends with .sql, else a DuckDB database. Without it the SQL is"
                            + " printed.")
    private @Nullable Path file;

    @Mixin
    private TimeRange range = new TimeRange();

    @Option(names = "--source", paramLabel = "SOURCE", description = "Only rows of this source.")
    private @Nullable String source;

    ConnectCommand(Tidemark tidemark) {
        this.tidemark = tidemark;
    }

    @Override
    public Integer call() throws ConfigurationException, IOException {
        PrintWriter out = tidemark.console().out();
        try (Lake lake = tidemark.lake()) {
            Connect connect = new Connect(lake, range.at(Instant.now()), Optional.ofNullable(source));
            if (file == null) {
                out.print(connect.script());
                return Status.DONE;
            }
            if (file.toString().endsWith(".sql")) {
                Files.writeString(file, connect.script());
                out.println("Wrote " + file + ". Use it with: duckdb -init " + file);
            } else {
                connect.database(file);
                out.println("Wrote " + file + ". Use it with: duckdb " + file);
            }
            return Status.DONE;
        }
    }
}
