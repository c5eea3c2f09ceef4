package dev.tidemark.lake;

import static dev.tidemark.lake.Logs.claim;
import static dev.tidemark.lake.Logs.lines;
import static dev.tidemark.lake.Logs.stage;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.Staged;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledPublisherTest {
    private static final int KILLS = 20;
    private static final int CLAIMS = 3;

    @TempDir
    Path folder;

    @Test
    @DisplayName("marker-before-commit, position-never-ahead-of-rows: a publisher killed anywhere leaves rows once")
    void aPublisherKilledAnywhereLeavesRowsOnce() throws Exception {
        long seed = 20261120;
        Random random = new Random(seed);
        List<String> expected = new ArrayList<>();
        try (Lake lake = Lake.open(folder.resolve("lake"), Clock.systemUTC(), LakeSettings.DEFAULTS);
                LakeSink sink = new LakeSink(lake)) {
            for (int kill = 0; kill < KILLS; kill++) {
                long first = (long) kill * CLAIMS + 1;
                List<Staged> chunks = new ArrayList<>();
                for (int i = 0; i < CLAIMS; i++) {
                    String line = "line " + (first + i);
                    chunks.add(stage(sink, "web", 0, line));
                    expected.add(line);
                }
                publishAndKill(chunks, first, random.nextInt(200), kill % 4 == 0 ? 2 : 1);
                for (int i = 0; i < CLAIMS; i++) {
                    sink.publish(claim("web", first + i, chunks.get(i)));
                }
                assertThat(lines(lake))
                        .as("seed %s, kill %s", seed, kill)
                        .containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    private void publishAndKill(List<Staged> chunks, long first, int millis, int children) throws Exception {
        Path file = folder.resolve("claims");
        PublishingChild.write(file, chunks);
        List<Process> running = new ArrayList<>();
        for (int i = 0; i < children; i++) {
            running.add(start(file, first));
        }
        try {
            for (Process child : running) {
                BufferedReader out = child.inputReader(UTF_8);
                assertThat(out.readLine()).isEqualTo("ready");
            }
            running.getFirst().waitFor(millis, TimeUnit.MILLISECONDS);
        } finally {
            for (Process child : running) {
                child.destroyForcibly().waitFor();
            }
        }
    }

    private Process start(Path file, long first) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PublishingChild.class.getName(),
                        folder.resolve("lake").toString(),
                        file.toString(),
                        Long.toString(first))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
