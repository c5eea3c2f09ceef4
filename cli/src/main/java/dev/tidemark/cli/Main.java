package dev.tidemark.cli;

import dev.tidemark.cli.collect.OutOfMemoryException;
import dev.tidemark.cli.output.Console;
import dev.tidemark.lake.Lake;

/** The program. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Console console = Console.standard();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> end(console, thread, failure));
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
        try {
            return CommandTree.of(new Tidemark(console, EngineCollecting::open), args)
                    .execute(args);
        } catch (OutOfMemoryError e) {
            tell(console);
            return Status.FAILED;
        }
    }

    /** Other threads may wait for ever for one that has no memory; to be killed harms nothing that is stored. */
    private static void end(Console console, Thread thread, Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            tell(console);
            Runtime.getRuntime().halt(Status.FAILED);
        }
        console.err().println("tidemark: " + thread.getName() + " ended with " + failure);
        failure.printStackTrace(console.err());
        console.err().flush();
    }

    private static void tell(Console console) {
        console.out().flush();
        console.err().println("tidemark: " + OutOfMemoryException.message("in this command"));
        console.err().flush();
    }
}
