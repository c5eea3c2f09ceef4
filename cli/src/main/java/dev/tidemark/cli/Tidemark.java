package dev.tidemark.cli;

import dev.tidemark.cli.output.Console;
import dev.tidemark.cli.output.Heading;
import dev.tidemark.cli.output.OutputFormat;
import dev.tidemark.cli.output.RowPrinter;
import dev.tidemark.engine.config.Configuration;
import dev.tidemark.formats.toml.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command without a subcommand, and the options that every subcommand has. */
@Command(
        name = "tidemark",
        description = "Collects logs, every row exactly once, into tables you query with SQL.",
        footer = {
            "Examples:",
            "  tidemark quickstart                       see it work on sample logs",
            "  tidemark collect nginx_access_log /var/log/nginx",
            "  tidemark query \"select status, count(*) from nginx_access_log group by 1\"",
            "  tidemark init && tidemark collect         collect what tidemark.toml says",
            "",
            "Exit status: 0 all done, 1 failed, 2 wrong usage or configuration, 3 done, but",
            "something was quarantined, set aside or could not be reached."
        })
final class Tidemark implements Runnable {
    private final Console console;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = {"-w", "--workspace"},
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Folder with tidemark.toml, lake and state. Default: the nearest folder upwards that has a"
                    + " tidemark.toml, else the current one.")
    private @Nullable Path workspace;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            scope = ScopeType.INHERIT,
            defaultValue = "table",
            description = "How results are written: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private OutputFormat output = OutputFormat.TABLE;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show where in the program an error comes from.")
    private boolean debug;

    Tidemark(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(console.out());
            console.out().flush();
        }
    }

    Console console() {
        return console;
    }

    OutputFormat output() {
        return output;
    }

    boolean debug() {
        return debug;
    }

    Path workspace() {
        return Workspace.find(workspace, Path.of(""));
    }

    /** Whether {@code --workspace} was written. */
    boolean workspaceGiven() {
        return workspace != null;
    }

    Configuration configuration() throws ConfigurationException, IOException {
        return Configuration.load(workspace());
    }

    /** Prints rows as {@code --output} says. */
    RowPrinter printer(Heading... headings) {
        return output.printer(console.out(), console.screen(), List.of(headings));
    }
}
