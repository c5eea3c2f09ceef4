package dev.tidemark.cli;

import dev.tidemark.api.StaleStateException;
import dev.tidemark.cli.output.Console;
import dev.tidemark.embed.UnknownNameException;
import dev.tidemark.formats.toml.ConfigurationException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** One clear message for each error, and the exit status that goes with it. */
final class Errors implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final Tidemark tidemark;

    Errors(Tidemark tidemark) {
        this.tidemark = tidemark;
    }

    @Override
    public int handleExecutionException(Exception error, CommandLine line, ParseResult parsed) {
        Console console = tidemark.console();
        console.out().flush();
        console.err().println("tidemark: " + words(error));
        tidemark.trace(error);
        console.err().flush();
        return isUsage(error) ? Status.USAGE : Status.FAILED;
    }

    private static boolean isUsage(Exception error) {
        return error instanceof UsageException
                || error instanceof UnknownNameException
                || error instanceof ConfigurationException;
    }

    @Override
    public int handleParseException(ParameterException error, String[] args) {
        Console console = tidemark.console();
        console.err().println("tidemark: " + error.getMessage());
        UnmatchedArgumentException.printSuggestions(error, console.err());
        console.err().println("Try '" + error.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        console.err().flush();
        return Status.USAGE;
    }

    /** What went wrong, for people. */
    static String words(Exception error) {
        return switch (error) {
            case ConfigurationException configuration -> {
                int count = configuration.faults().size();
                yield "the configuration cannot be used, "
                        + (count == 1 ? "for one reason:" : "for " + count + " reasons:") + "\n" + error.getMessage();
            }
            case NoSuchFileException missing -> "no such file or folder: " + missing.getFile();
            case StaleStateException overtaken ->
                overtaken.getMessage() + " meanwhile; nothing was changed here. Try again";
            case AccessDeniedException denied -> "no permission: " + denied.getFile();
            default -> error.getMessage() == null ? error.toString() : error.getMessage();
        };
    }
}
