package dev.tidemark.cli;

import dev.tidemark.cli.collect.Collecting;
import dev.tidemark.cli.output.Console;
import dev.tidemark.cli.output.Heading;
import dev.tidemark.cli.output.OutputFormat;
import dev.tidemark.cli.output.RowPrinter;
import dev.tidemark.embed.Warnings;
import dev.tidemark.engine.config.Configuration;
import dev.tidemark.formats.toml.ConfigurationException;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
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
    private final Engine engine;
    private final Warnings warnings = new Warnings();

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

    /** Opens what collects the sources of a configuration. */
    @FunctionalInterface
    interface Engine {
        Collecting open(Configuration configuration) throws IOException;
    }

    Tidemark(Console console, Engine engine) {
        this.console = console;
        this.engine = engine;
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

    /** Takes what a user should know although the command goes on. */
    Consumer<String> warnings() {
        return warnings.to(warning -> console.err().println("tidemark: warning: " + warning));
    }

    /** Shows where in the program an error comes from, if that was asked for. */
    void trace(Exception error) {
        if (debug) {
            error.printStackTrace(console.err());
        }
    }

    Path workspace() {
        return WorkspaceFolder.find(workspace, Path.of(""));
    }

    /** Whether {@code --workspace} was written. */
    boolean workspaceGiven() {
        return workspace != null;
    }

    Configuration configuration() throws ConfigurationException, IOException {
        return Configuration.load(workspace());
    }

    /** What collects the sources of a configuration; to be closed by the caller. */
    Collecting collecting(Configuration configuration) throws IOException {
        configuration.remarks().forEach(warnings());
        return engine.open(configuration);
    }

    /** The workspace's lake; to be closed by the caller. */
    Lake lake() throws ConfigurationException, IOException {
        return Lake.open(configuration().lake().path(), Clock.systemUTC(), LakeSettings.DEFAULTS);
    }

    /** Prints rows as {@code --output} says. */
    RowPrinter printer(Heading... headings) {
        return output.printer(console.out(), console.screen(), List.of(headings));
    }
}
