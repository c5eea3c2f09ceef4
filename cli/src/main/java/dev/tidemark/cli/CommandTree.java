package dev.tidemark.cli;

import dev.tidemark.cli.output.Screen;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;

/** Puts the commands together. */
final class CommandTree {
    private static final int WIDEST = 100;

    private CommandTree() {}

    static CommandLine of(Tidemark tidemark) {
        CommandLine root = new CommandLine(tidemark);
        root.addSubcommand(new QuickstartCommand(tidemark));
        root.addSubcommand(new InitCommand(tidemark));
        root.addSubcommand(new CollectCommand(tidemark));
        root.addSubcommand(new QueryCommand(tidemark));
        root.addSubcommand(new ConnectCommand(tidemark));
        root.addSubcommand(SourcesCommand.tree(tidemark));
        root.addSubcommand(TablesCommand.tree(tidemark));
        root.addSubcommand(FormatsCommand.tree(tidemark));
        root.addSubcommand(PartitionsCommand.tree(tidemark));
        root.addSubcommand(StateCommand.tree(tidemark));
        root.addSubcommand(QuarantineCommand.tree(tidemark));
        root.addSubcommand(new CompactCommand(tidemark));
        root.addSubcommand(ConfigCommand.tree(tidemark));
        root.addSubcommand(new CompletionCommand(tidemark));
        settle(root);
        Screen screen = tidemark.console().screen();
        Errors errors = new Errors(tidemark);
        root.setOut(tidemark.console().out());
        root.setErr(tidemark.console().err());
        root.setColorScheme(
                Help.defaultColorScheme(screen.outTerminal() && screen.colour() ? Help.Ansi.ON : Help.Ansi.OFF));
        root.setUsageHelpWidth(screen.outTerminal() ? Math.min(screen.columns(), WIDEST) : 80);
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setExecutionExceptionHandler(errors);
        root.setParameterExceptionHandler(errors);
        return root;
    }

    /** What all commands have in common. */
    private static void settle(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        spec.mixinStandardHelpOptions(true);
        spec.versionProvider(new Version());
        spec.usageMessage().sortOptions(false).abbreviateSynopsis(true).footerHeading("%n");
        line.getSubcommands().values().forEach(CommandTree::settle);
    }
}
