package dev.tidemark.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs with a source of their own, two at once, killed while they collect. */
class KilledSourceIT {
    private static final int KILLS = 10;
    private static final int RECORDS = 30_000;
    private static final long SEED = 17;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("position-never-ahead-of-rows, two-runs-at-once: programs with a source of their own are killed")
    void eachRecordIsStoredOnce() throws Exception {
        Random random = new Random(SEED);
        Path shop = Files.createDirectories(folder.resolve("shop"));
        Files.writeString(shop.resolve("tidemark.toml"), "[state]\nauto_save_interval = \"100ms\"\n");
        try (AuditServer server = new AuditServer(20);
                PageCode page = PageCode.compile(Path.of("../docs/java-api.md"), folder)) {
            server.add(Collections.nCopies(RECORDS, "ann").toArray(String[]::new));
            int atWork = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                Process one = start(server);
                Process other = start(server);
                await(server, 20 + random.nextInt(100), one, other);
                atWork += one.isAlive() && other.isAlive() ? 1 : 0;
                one.destroyForcibly().waitFor();
                await(server, random.nextInt(30), other, other);
                other.destroyForcibly().waitFor();
            }
            assertThat(atWork).as("kills of programs that were at work").isGreaterThan(KILLS / 2);

            Process last = start(server);
            assertThat(last.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(folder.resolve("out")).content().isEmpty();
            assertThat(last.exitValue()).isZero();
            Object reader = page.make("Shop", shop, server.address());
            assertThat(PageCode.call(reader, "actions", "ann"))
                    .as("seed " + SEED)
                    .isEqualTo(String.valueOf(RECORDS));
            assertThat(PageCode.call(reader, "collect")).isEqualTo(0L);
        }
    }

    /** Waits until the server was asked so often more, or a process has ended. */
    private static void await(AuditServer server, int more, Process one, Process other) {
        int enough = server.requests() + more;
        while (server.requests() < enough && one.isAlive() && other.isAlive()) {
            Thread.onSpinWait();
        }
    }

    private Process start(AuditServer server) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath + File.pathSeparator + folder.resolve("classes"),
                        CollectingChild.class.getName(),
                        folder.resolve("shop").toString(),
                        server.address().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
    }
}
