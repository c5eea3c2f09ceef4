package dev.tidemark.cli;

import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = "Prints a script that completes commands and options in bash and zsh.",
        footer = {"Examples:", "  source <(tidemark completion)", "  tidemark completion > ~/.tidemark-completion"})
final class CompletionCommand implements Runnable {
    private final Tidemark tidemark;

    @Spec
    private @Nullable CommandSpec spec;

    CompletionCommand(Tidemark tidemark) {
        this.tidemark = tidemark;
    }

    @Override
    public void run() {
        if (spec != null) {
            tidemark.console()
                    .out()
                    .println(AutoComplete.bash("tidemark", spec.root().commandLine()));
        }
    }
}
