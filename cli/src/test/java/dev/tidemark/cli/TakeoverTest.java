package dev.tidemark.cli;

import static dev.tidemark.cli.TakeoverTrial.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What another collector had collected is not collected again, and the rest is: against real files and a real lake. */
class TakeoverTest {
    @TempDir
    Path folder;

    private Trial trial;
    private TakeoverTrial takeover;

    @BeforeEach
    void configure() throws IOException {
        trial = new Trial(folder).configured("""
                [sources.web]
                table = "nginx_access_log"
                config = { paths = ["LOGS"], settle = "0s" }
                """);
        takeover = new TakeoverTrial(trial, folder.resolve("other"));
    }

    @ParameterizedTest
    @EnumSource(OtherCollector.class)
    @DisplayName("positions-taken-over: what one collector has and what the other stores are everything, once")
    void everythingOnce(OtherCollector other) throws IOException {
        Path log = trial.write("access.log", Trial.requests(0, 30));
        Path older = trial.write("access.log.1", Trial.requests(100, 120));
        Path same = trial.write("app/access.log", Trial.requests(200, 240));
        Path never = trial.write("app/never.log", Trial.requests(300, 305));
        takeover.read(log, 12);
        takeover.read(older, 20);
        takeover.read(same, 40);
        Path remembered = takeover.stop(other);
        List<String> before = contents(remembered.getParent());

        Result would = takeover.run("--dry-run");
        assertThat(would.status()).as(would.err()).isZero();
        assertThat(trial.workspace().resolve("state/web/streams")).doesNotExist();
        long read = Trial.text(Trial.requests(0, 12)).length();
        assertThat(would.out())
                .contains(row("would continue", log, read, Files.size(log) - read))
                .contains(row("would skip", older))
                .contains(row("would skip", same))
                .contains(row("would read", never, 0, Files.size(never)));

        takeover.imported();
        assertThat(trial.collect().figure("artifacts"))
                .isEqualTo(would.out().lines().filter(TakeoverTest::isRead).count());
        takeover.assertEverythingOnce(0, 30, 100, 120, 200, 240, 300, 305);
        assertThat(contents(remembered.getParent())).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(OtherCollector.class)
    @DisplayName("positions-taken-over: also if logs were rotated, and written to, after the other collector stopped")
    void everythingOnceAfterRotation(OtherCollector other) throws IOException {
        Path log = trial.write("access.log", Trial.requests(0, 30));
        Path older = trial.write("access.log.1", Trial.requests(100, 120));
        takeover.read(log, 12);
        takeover.read(older, 20);
        takeover.stop(other);
        trial.append("access.log", Trial.text(Trial.requests(30, 33)));
        Files.move(older, trial.logs().resolve("access.log.2"));
        Files.move(log, older);
        trial.write("access.log", Trial.requests(400, 480));

        takeover.imported();
        Files.move(older, trial.logs().resolve("access.log.3"));
        trial.append("access.log", Trial.text(Trial.requests(480, 485)));
        assertThat(trial.rows()).isEqualTo(33 - 12 + 85);
        takeover.assertEverythingOnce(0, 33, 100, 120, 400, 485);
    }

    private static boolean isRead(String row) {
        return row.contains("would continue") || row.contains("would read");
    }

    private static List<String> contents(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> file + " " + file.toFile().length() + " "
                            + file.toFile().lastModified())
                    .toList();
        }
    }
}
