package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.output.Console;
import dev.tidemark.cli.output.Screen;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class HelpTest {
    private static final Path PAGE = Path.of("../docs/cli.md");

    @Test
    void everyCommandSaysWhatItDoesAndGivesExamples() {
        for (CommandLine command : all(tree())) {
            var usage = command.getCommandSpec().usageMessage();
            assertThat(usage.description()).as(command.getCommandName()).isNotEmpty();
            assertThat(usage.footer()).as(command.getCommandName()).contains("Examples:");
        }
    }

    @Test
    void everyLineFitsAnOrdinaryTerminal() {
        for (CommandLine command : all(tree())) {
            assertThat(command.getUsageMessage().lines())
                    .as(command.getCommandName())
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(90));
        }
    }

    @Test
    void helpIsNoError() {
        Cli cli = new Cli(Path.of("."));

        assertThat(cli.bare("collect", "--help").status()).isZero();
        assertThat(cli.bare("help").status()).isEqualTo(Status.USAGE);
        assertThat(cli.bare().out()).startsWith("Usage: tidemark");
        assertThat(cli.bare("--version").out()).startsWith("tidemark ");
    }

    @Test
    void thePageInTheRepositoryIsUpToDate() throws IOException {
        if (Boolean.getBoolean("update.docs")) {
            Files.writeString(PAGE, page());
        }

        assertThat(Files.readString(PAGE))
                .as("write it anew: mvn -Dquick -pl cli -am test -Dtest=HelpTest -Dupdate.docs=true"
                        + " -Dsurefire.failIfNoSpecifiedTests=false")
                .isEqualTo(page());
    }

    @Test
    void completionKnowsEveryCommand() {
        String script = new Cli(Path.of(".")).bare("completion").out();

        assertThat(script).startsWith("#!/usr/bin/env bash");
        assertThat(all(tree())).allSatisfy(command -> assertThat(script).contains(command.getCommandName()));
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # Commands

                <!-- Written from the code by HelpTest; change the commands' descriptions there. -->

                Results go to standard output, everything else to standard error. Without a terminal nothing is coloured,
                cut or redrawn, and `NO_COLOR` is honoured. JSON is one object per line.

                | exit status | meaning |
                |---|---|
                | 0 | all that was asked for is done |
                | 1 | it failed |
                | 2 | the command or the configuration cannot be understood; nothing was done |
                | 3 | done, but something was quarantined, set aside or could not be reached |
                | 69 | `./tidemark` found no JDK 21 or newer, or no Maven to build with |
                | 70 | `./tidemark` could not build |

                `./tidemark` builds on first use and whenever a source is newer. `TIDEMARK_JAVA_HOME` names the JDK to use,
                `TIDEMARK_JAVA_OPTS` holds more options for the JVM, such as `-Xmx2g`, and `TIDEMARK_MVN_ARGS` more arguments
                for the build.

                The program takes 512 MB of heap. Where that is not enough it ends with exit status 1 and says at what, of
                `collect` with the source and its table; nothing is stored in part. Give it more, `TIDEMARK_JAVA_OPTS=-Xmx1g`,
                or let it do less at once, `--workers 1 --chunk-size 1MiB`; the next run goes on after what was counted.
                """);
        for (CommandLine command : all(tree())) {
            page.append("\n## ")
                    .append(command.getCommandSpec().qualifiedName())
                    .append("\n\n```\n");
            page.append(command.getUsageMessage(CommandLine.Help.Ansi.OFF)).append("```\n");
        }
        return page.toString();
    }

    private static CommandLine tree() {
        Console console =
                new Console(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), Screen.NONE);
        return CommandTree.of(new Tidemark(console, EngineCollecting::open));
    }

    private static List<CommandLine> all(CommandLine root) {
        List<CommandLine> commands = new ArrayList<>(List.of(root));
        root.getSubcommands().values().forEach(each -> commands.addAll(all(each)));
        return commands;
    }
}
