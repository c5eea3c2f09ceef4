package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.output.Console;
import dev.tidemark.cli.output.Screen;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandTreeTest {
    @Test
    @DisplayName("a command that is named first is the only one that is made, and under its own name")
    void makesTheOneThatIsNamed() {
        for (String name : tree().keySet()) {
            Map<String, CommandLine> made = tree(name, "--help");
            if (name.equals("completion")) {
                assertThat(made).containsOnlyKeys(tree().keySet());
            } else {
                assertThat(made).containsOnlyKeys(name);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("options before the command are passed over, with the words that belong to them")
    @ValueSource(
            strings = {
                "collect trail",
                "-w query collect",
                "--workspace query --debug -o json collect query",
                "--workspace=query --output=json collect",
                "-wquery collect"
            })
    void findsTheCommandBehindOptions(String line) {
        assertThat(tree(line.split(" "))).containsOnlyKeys("collect");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("where no command is named, all are there to be shown or guessed")
    @ValueSource(strings = {"--help", "colect query", "-w collect", "@words query"})
    void makesAllWhereNoneIsNamed(String line) {
        assertThat(tree(line.split(" "))).hasSizeGreaterThan(10);
    }

    private static Map<String, CommandLine> tree(String... words) {
        Console console =
                new Console(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), Screen.NONE);
        return CommandTree.of(new Tidemark(console, EngineCollecting::open), words)
                .getSubcommands();
    }
}
