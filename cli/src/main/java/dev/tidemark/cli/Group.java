package dev.tidemark.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that only has subcommands. */
abstract class Group implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /** This group with its subcommands. */
    final CommandLine with(Object... subcommands) {
        CommandLine line = new CommandLine(this);
        for (Object subcommand : subcommands) {
            line.addSubcommand(subcommand);
        }
        return line;
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "say which: " + String.join(", ", spec.subcommands().keySet()));
        }
    }
}
