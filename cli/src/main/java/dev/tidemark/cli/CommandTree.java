package dev.tidemark.cli;

import dev.tidemark.cli.output.Screen;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;

/** Puts the commands together. */
final class CommandTree {
    private static final int WIDEST = 100;
    /** Options of the program that are followed by a word. */
    private static final Set<String> VALUED = Set.of("-w", "--workspace", "-o", "--output");

    /** Prints the names of all the others. */
    private static final Function<Tidemark, ?> COMPLETION = CompletionCommand::new;

    private CommandTree() {}

    /**
     * The program with the command that the words of a command line begin with. With all of its commands where there
     * may be need of them: to tell what there is, and when nothing else is known. To make a command takes milliseconds.
     */
    static CommandLine of(Tidemark tidemark, String... words) {
        CommandLine root = new CommandLine(tidemark);
        Map<String, Function<Tidemark, ?>> commands = commands();
        Function<Tidemark, ?> only = commands.get(command(words));
        if (only == null || only.equals(COMPLETION)) {
            commands.values().forEach(command -> root.addSubcommand(command.apply(tidemark)));
        } else {
            root.addSubcommand(only.apply(tidemark));
        }
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

    private static Map<String, Function<Tidemark, ?>> commands() {
        Map<String, Function<Tidemark, ?>> commands = new LinkedHashMap<>();
        commands.put("quickstart", QuickstartCommand::new);
        commands.put("init", InitCommand::new);
        commands.put("collect", CollectCommand::new);
        commands.put("query", QueryCommand::new);
        commands.put("connect", ConnectCommand::new);
        commands.put("sources", SourcesCommand::tree);
        commands.put("tables", TablesCommand::tree);
        commands.put("formats", FormatsCommand::tree);
        commands.put("partitions", PartitionsCommand::tree);
        commands.put("state", StateCommand::tree);
        commands.put("quarantine", QuarantineCommand::tree);
        commands.put("gaps", GapsCommand::new);
        commands.put("verify", VerifyCommand::new);
        commands.put("health", HealthCommand::new);
        commands.put("compact", CompactCommand::new);
        commands.put("config", ConfigCommand::tree);
        commands.put("completion", COMPLETION);
        return commands;
    }

    /** The first word that is neither an option nor the value of one; empty if there is none. */
    static String command(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (VALUED.contains(words[i])) {
                i++;
            } else if (!words[i].startsWith("-")) {
                return words[i];
            }
        }
        return "";
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
