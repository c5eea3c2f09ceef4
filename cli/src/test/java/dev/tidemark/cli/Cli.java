package dev.tidemark.cli;

import dev.tidemark.cli.collect.Collecting;
import dev.tidemark.cli.output.Console;
import dev.tidemark.cli.output.Screen;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs commands in a workspace and keeps what they print. */
final class Cli {
    /** What a command did. */
    record Result(int status, String out, String err) {}

    private final Path workspace;
    private final Tidemark.Engine engine;

    Cli(Path workspace) {
        this(workspace, EngineCollecting::open);
    }

    Cli(Path workspace, Collecting collecting) {
        this(workspace, configuration -> collecting);
    }

    private Cli(Path workspace, Tidemark.Engine engine) {
        this.workspace = workspace;
        this.engine = engine;
    }

    Result run(String... words) {
        List<String> all = new ArrayList<>(List.of("--workspace", workspace.toString()));
        all.addAll(List.of(words));
        return bare(all.toArray(String[]::new));
    }

    /** Without {@code --workspace}. */
    Result bare(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), Screen.NONE);
        int status = CommandTree.of(new Tidemark(console, engine), words).execute(words);
        console.out().flush();
        console.err().flush();
        return new Result(status, out.toString(), err.toString());
    }
}
