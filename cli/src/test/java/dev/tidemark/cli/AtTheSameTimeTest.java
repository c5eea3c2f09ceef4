package dev.tidemark.cli;

import static dev.tidemark.cli.Trial.requests;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that run while others do. */
class AtTheSameTimeTest {
    private static final int FILES = 60;
    private static final int ROWS = 50;

    @TempDir
    Path folder;

    private Trial trial;

    @BeforeEach
    void writeLogs() throws IOException {
        trial = new Trial(folder).configured("""
                [state]
                auto_save_interval = "10ms"
                [sources.web]
                table = "nginx_access_log"
                config = { paths = ["LOGS"], settle = "0s" }
                """);
        for (int i = 0; i < FILES; i++) {
            trial.write("%03d.log".formatted(i), requests(i * ROWS, (i + 1) * ROWS));
        }
    }

    @Test
    @DisplayName("two-runs-at-once: two processes collect one source, each row is stored once, both end well")
    void twoProcessesStoreEachRowOnce() throws Exception {
        List<Process> both = List.of(collector("one"), collector("two"));
        for (Process process : both) {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        }

        assertThat(both.stream().map(Process::exitValue))
                .as(said("one") + said("two"))
                .containsOnly(Status.DONE);
        assertEachRowIsThereOnce();
    }

    @Test
    @DisplayName("two-runs-at-once, start-date-moved-back: processes fill gaps while others collect, each row once")
    void gapsAreFilledWhileTheNewestDataIsCollected() throws Exception {
        trial.configured("""
                [state]
                auto_save_interval = "10ms"
                [sources.daily]
                table = "nginx_access_log"
                config = { paths = ["LOGS/daily"], settle = "0s", \
                file_layout = "%{YEAR:year}-%{MONTHNUM:month}-%{MONTHDAY:day}/%{DATA}.log" }
                """.replace("\\\n", ""));
        for (int i = 0; i < FILES; i++) {
            trial.write("daily/2025-06-%02d/%d.log".formatted(1 + i / 3, i), requests(i * ROWS, (i + 1) * ROWS));
        }
        assertThat(trial.rows("--from", "2025-06-03", "--to", "2025-06-04")).isEqualTo(3 * ROWS);
        assertThat(trial.rows("--from", "2025-06-09", "--to", "2025-06-11")).isEqualTo(6 * ROWS);

        List<Process> all = List.of(
                collector("gaps", "--gaps", "--from", "2025-06-01"),
                collector("newest", "--from", "2025-06-08"),
                collector("everything"));
        for (Process process : all) {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        }

        assertThat(all.stream().map(Process::exitValue))
                .as(said("gaps") + said("newest") + said("everything"))
                .containsOnly(Status.DONE);
        assertEachRowIsThereOnce();
        assertThat(trial.run("gaps", "--from", "2025-06-01", "--output", "csv").status())
                .isEqualTo(Status.DONE);
        assertThat(trial.run("verify", "--output", "csv").status()).isEqualTo(Status.DONE);
    }

    @Test
    void readersSeeWholeCommitsWhileOthersCollectAndCompact() throws Exception {
        trial.rows();
        Path database = trial.workspace().resolve("logs.duckdb");
        assertThat(trial.run("connect", database.toString()).status()).isEqualTo(Status.DONE);
        for (int i = 0; i < FILES; i++) {
            trial.write("more/%03d.log".formatted(i), requests((FILES + i) * ROWS, (FILES + i + 1) * ROWS));
        }

        CompletableFuture<Long> collecting =
                CompletableFuture.supplyAsync(() -> trial.rows("--chunk-size", "20kB", "--workers", "1"));
        CompletableFuture<Integer> compacting =
                CompletableFuture.supplyAsync(() -> trial.run("compact").status());
        long seen = FILES * ROWS;
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:" + database)) {
            do {
                assertThat(count(duck)).isEqualTo(FILES * ROWS);
                long now = trial.number("select count(*) from nginx_access_log");
                assertThat(now).isGreaterThanOrEqualTo(seen);
                seen = now;
            } while (!collecting.isDone() || !compacting.isDone());
            assertThat(collecting.get()).isEqualTo(FILES * ROWS);
            assertThat(compacting.get()).isEqualTo(Status.DONE);
            assertThat(trial.run("compact").status()).isEqualTo(Status.DONE);
            assertThat(count(duck)).isEqualTo(FILES * ROWS);
        }
        assertThat(trial.query("select count(*), count(distinct request_uri) from nginx_access_log"))
                .containsExactly(2 * FILES * ROWS + "," + 2 * FILES * ROWS);
        assertThat(trial.rows()).isZero();
    }

    private void assertEachRowIsThereOnce() {
        assertThat(trial.query("select count(*), count(distinct request_uri) from nginx_access_log"))
                .containsExactly(FILES * ROWS + "," + FILES * ROWS);
        assertThat(trial.rows()).isZero();
    }

    private static long count(Connection duck) throws Exception {
        try (Statement statement = duck.createStatement();
                ResultSet result = statement.executeQuery("select count(*) from nginx_access_log")) {
            result.next();
            return result.getLong(1);
        }
    }

    private Process collector(String log, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--workspace",
                trial.workspace().toString(),
                "collect",
                "--chunk-size",
                "20kB"));
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(log).toFile())
                .start();
    }

    private String said(String log) throws IOException {
        return log + ":\n" + Files.readString(folder.resolve(log));
    }
}
