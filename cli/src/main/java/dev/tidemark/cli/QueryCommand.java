package dev.tidemark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.cli.output.Console;
import dev.tidemark.cli.query.Answer;
import dev.tidemark.cli.query.Shell;
import dev.tidemark.formats.toml.ConfigurationException;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeQuery;
import dev.tidemark.lake.QueryException;
import dev.tidemark.lake.QueryResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "query",
        description = "Answers SQL over the collected tables; without a query it asks for queries, or reads one from"
                + " standard input.",
        footer = {
            "Examples:",
            "  tidemark query \"select event_name, count(*) from aws_cloudtrail_log group by all\"",
            "  tidemark query --output csv --file report.sql > report.csv",
            "  tidemark query          a shell with history and completion"
        })
final class QueryCommand implements Callable<Integer> {
    private final Tidemark tidemark;

    @Parameters(index = "0", arity = "0..1", paramLabel = "SQL", description = "What to ask, in DuckDB's SQL.")
    private @Nullable String sql;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Ask what is written in a file; - is standard input.")
    private @Nullable Path file;

    QueryCommand(Tidemark tidemark) {
        this.tidemark = tidemark;
    }

    @Override
    public Integer call() throws ConfigurationException, IOException, QueryException {
        if (sql != null && file != null) {
            throw new UsageException("give either a query or --file, not both");
        }
        try (Lake lake = tidemark.lake();
                LakeQuery query = LakeQuery.open(lake)) {
            if (sql == null && file == null && tidemark.console().screen().inTerminal()) {
                new Shell(tidemark.console(), lake, query, tidemark.output()).run(history());
                return Status.DONE;
            }
            if (query.tables().isEmpty()) {
                tidemark.console()
                        .err()
                        .println("tidemark: nothing was collected into " + lake.folder() + " yet, there are no tables");
            }
            answer(query, text());
            return Status.DONE;
        }
    }

    private void answer(LakeQuery query, String text) throws IOException, QueryException {
        Console console = tidemark.console();
        try (QueryResult result = query.run(text)) {
            Answer.print(result, tidemark.output(), console);
        }
    }

    private String text() throws IOException {
        if (sql != null) {
            return sql;
        }
        return file == null || file.toString().equals("-")
                ? new String(System.in.readAllBytes(), UTF_8)
                : Files.readString(file);
    }

    private static Path history() {
        return Path.of(System.getProperty("user.home"), ".tidemark_history");
    }
}
