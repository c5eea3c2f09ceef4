package dev.tidemark.cli.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real program in processes of its own, in one workspace. */
public final class Program {
    private final Path workspace;
    private final Path log;
    private final List<String> options;

    /** @param options of the JVM, besides those that it always needs */
    public Program(Path workspace, Path log, List<String> options) {
        this.workspace = workspace;
        this.log = log;
        this.options = options;
    }

    public Process start(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--workspace",
                workspace.toString()));
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Runs to the end, which must be a good one. */
    public void run(String... words) throws IOException, InterruptedException {
        Process process = start(words);
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        assertThat(process.waitFor())
                .as(() -> String.join(" ", words) + " said:\n" + said())
                .isZero();
    }

    /** What a query answers, as CSV without the heading. */
    public String query(String sql) throws IOException, InterruptedException {
        Path answer = Files.createTempFile(log.getParent(), "answer", ".csv");
        new Program(workspace, answer, options).run("query", "--output", "csv", sql);
        return Files.readAllLines(answer).getLast();
    }

    private String said() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
