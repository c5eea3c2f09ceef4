package dev.tidemark.cli;

import dev.tidemark.cli.collect.Collecting;
import dev.tidemark.cli.collect.Report;
import dev.tidemark.cli.collect.Run;
import dev.tidemark.cli.collect.Totals;
import dev.tidemark.cli.output.OutputFormat;
import dev.tidemark.cli.output.Values;
import dev.tidemark.cli.query.Answer;
import dev.tidemark.engine.collect.RunOptions;
import dev.tidemark.engine.config.Configuration;
import dev.tidemark.formats.toml.ConfigurationException;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeQuery;
import dev.tidemark.lake.LakeSettings;
import dev.tidemark.lake.QueryException;
import dev.tidemark.lake.QueryResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "quickstart",
        description = "Shows how it works: writes sample logs, collects them, asks two questions, and collects again.",
        footer = {
            "Examples:",
            "  tidemark quickstart                                 in ./tidemark-quickstart",
            "  tidemark --workspace /tmp/try quickstart"
        })
final class QuickstartCommand implements Callable<Integer> {
    private static final String WHO = """
            select c.source_ip_address as address,
                   (select count(*) from nginx_access_log n
                     where n.remote_addr = c.source_ip_address
                       and n.status = 404) as pages_not_found,
                   (select count(*) from aws_vpc_flow_log f
                     where f.src_addr = c.source_ip_address
                       and f.action = 'REJECT') as connections_refused,
                   count(*) as failed_logins
              from aws_cloudtrail_log c
             where c.event_name = 'ConsoleLogin' and c.error_message is not null
             group by 1""";
    private static final String WHAT = """
            select event_name, count(*) as calls, count(error_code) as denied,
                   min(tp_timestamp) as first, max(tp_timestamp) as last
              from aws_cloudtrail_log
             where source_ip_address = '203.0.113.66'
             group by 1 order by first""";

    private final Tidemark tidemark;

    QuickstartCommand(Tidemark tidemark) {
        this.tidemark = tidemark;
    }

    @Override
    public Integer call() throws ConfigurationException, IOException, QueryException {
        Path folder = tidemark.workspaceGiven()
                ? tidemark.workspace()
                : Path.of("tidemark-quickstart").toAbsolutePath();
        logs(folder);
        Configuration configuration = Configuration.load(folder);
        title("2. Collect them: tidemark collect");
        if (!collect(configuration).clean()) {
            return Status.INCOMPLETE;
        }
        try (Lake lake = Lake.open(configuration.lake().path(), Clock.systemUTC(), LakeSettings.DEFAULTS);
                LakeQuery query = LakeQuery.open(lake)) {
            ask("3. Someone failed to log in. Did the other logs see that address?", WHO, query);
            ask("4. What did they do once they were in?", WHAT, query);
        }
        title("5. Collect again: everything is known, nothing is stored twice");
        collect(configuration);
        next(folder);
        return Status.DONE;
    }

    private PrintWriter out() {
        return tidemark.console().out();
    }

    private void logs(Path folder) throws IOException {
        if (Files.exists(folder.resolve(Configuration.FILE))) {
            title("1. The sample logs are there already, in " + folder.resolve("logs"));
            return;
        }
        title("1. Write three days of sample logs to " + folder.resolve("logs"));
        SampleWorkspace.write(folder)
                .forEach((what, written) -> out().println("   "
                        + String.format("%-24s", what) + Values.plural(written.files(), "file") + " with "
                        + Values.plural(written.rows(), "record")));
        out().flush();
    }

    private Totals collect(Configuration configuration) throws IOException {
        OutputFormat table = OutputFormat.TABLE;
        try (Collecting collecting = tidemark.collecting(configuration)) {
            Totals totals = new Run(collecting, tidemark.console(), table)
                    .collect(
                            List.copyOf(configuration.sources().values()), RunOptions.everythingNew(), tidemark::trace);
            // On a terminal the bars have said it all; that the files are new is no wonder.
            if (!totals.clean() || !tidemark.console().screen().errorTerminal()) {
                Report.print(totals, table, tidemark.console());
            }
            return totals;
        }
    }

    private void ask(String question, String sql, LakeQuery query) throws IOException, QueryException {
        title(question);
        out().println(sql.indent(3));
        try (QueryResult result = query.run(sql)) {
            Answer.print(result, tidemark.output(), tidemark.console());
        }
    }

    private void title(String text) {
        out().println();
        out().println(tidemark.console().screen().bold(text));
        out().println();
        out().flush();
    }

    private void next(Path folder) {
        title("Try next");
        out().println("   cd " + folder);
        out().println("   tidemark query                     ask your own questions");
        out().println("   tidemark state show trail          what is remembered of a source");
        out().println("   tidemark connect logs.duckdb       the same tables in any DuckDB");
        out().println("   tidemark tables list               what else can be collected");
        out().println("   tidemark collect nginx_access_log /var/log/nginx      your own logs");
    }
}
