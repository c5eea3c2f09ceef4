package dev.tidemark.cli;

import dev.tidemark.cli.output.Console;
import dev.tidemark.lake.Lake;

/** The program. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Console console = Console.standard();
        int status = run(console, args);
        console.out().flush();
        console.err().flush();
        System.exit(status);
    }

    /** Runs one command; the exit status. */
    public static int run(Console console, String... args) {
        if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
            console.out().println(Version.TEXT);
            return Status.DONE;
        }
        if (CommandTree.command(args).equals("collect")) {
            Lake.warmUp(); // while the command line and the configuration are read
        }
        return CommandTree.of(new Tidemark(console, EngineCollecting::open), args)
                .execute(args);
    }
}
