package dev.tidemark.cli;

import static dev.tidemark.cli.Trial.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.Range;
import dev.tidemark.cli.Cli.Result;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeSettings;
import dev.tidemark.lake.Partitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether what was collected is there, against a real lake. */
class VerifyTest {
    private static final int DAY = 86_400;

    @TempDir
    Path folder;

    private Trial trial;

    @BeforeEach
    void configure() throws IOException {
        trial = new Trial(folder).configured("""
                [sources.web]
                table = "nginx_access_log"
                delivery_delay = "1h"
                [sources.web.config]
                paths = ["LOGS"]
                file_layout = "%{WORD:part}/%{YEAR:year}-%{MONTHNUM:month}-%{MONTHDAY:day}(?:-%{INT})?.log"
                settle = "0s"
                """);
    }

    @Test
    @DisplayName("row-accounting, late-object-old-name: of 20,000 files one without its rows, one gone and one late"
            + " are named, and a repair makes the lake equal to the reference")
    void ofManyFilesThoseAreNamedThatAreNotAsTheyShouldBe() throws IOException {
        int files = 20_000;
        for (int i = 0; i < files; i++) {
            file(i);
        }
        assertThat(trial.rows()).isEqualTo(2L * files);
        Result before = trial.run("verify", "--output", "csv");
        assertThat(before.status()).as(before.out()).isEqualTo(Status.DONE);
        assertThat(before.out().lines().skip(1)).containsExactly("web,complete,,\"20,000 artifacts\"");

        lose(7);
        Files.delete(Path.of(path(11)));
        file(files);
        List<String> expected = IntStream.range(0, files + 1)
                .boxed()
                .flatMap(i -> List.of("/" + second(i), "/" + (second(i) + 1)).stream())
                .sorted()
                .toList();

        Result found = trial.run("verify", "--output", "csv");
        assertThat(found.status()).isEqualTo(Status.INCOMPLETE);
        assertThat(found.out())
                .contains(
                        "web,missing," + path(7) + ",\"2 rows were stored, there are 0\"",
                        "web,gone," + path(11) + ",",
                        "web,late," + path(files) + ",",
                        "web,incomplete,,\"20,000 artifacts, 1 missing, 1 late, 1 gone\"")
                .hasLineCount(5);
        assertThat(trial.rows()).isZero();

        Result repaired = trial.run("verify", "--repair", "--output", "csv");
        assertThat(repaired.status()).as(repaired.out()).isEqualTo(Status.DONE);
        assertThat(trial.query("select request_uri from nginx_access_log order by 1"))
                .isEqualTo(expected);
        assertThat(trial.run("verify").status()).isEqualTo(Status.DONE);
    }

    @Test
    void gapsAreShownAndFilled() throws IOException {
        for (int day = 0; day < 4; day++) {
            file(day);
        }
        Result never = trial.run("gaps", "--output", "csv");
        assertThat(never.status()).isEqualTo(Status.INCOMPLETE);
        assertThat(never.out()).contains("web,,,,not asked,,nothing was collected yet");

        assertThat(trial.rows("--from", "2025-06-02", "--to", "2025-06-03")).isEqualTo(2);
        assertThat(trial.rows("--from", "2025-06-04", "--to", "2025-06-05")).isEqualTo(2);
        Result gaps = trial.run("gaps", "--from", "2025-06-02", "--to", "2025-06-06", "--output", "csv");
        assertThat(gaps.status()).isEqualTo(Status.INCOMPLETE);
        assertThat(gaps.err()).contains("tidemark collect --gaps");

        assertThat(trial.rows("--gaps", "--from", "2025-06-02", "--to", "2025-06-06"))
                .isEqualTo(4);
        assertThat(trial.run("gaps", "--from", "2025-06-02", "--to", "2025-06-06")
                        .status())
                .isEqualTo(Status.DONE);
        assertThat(trial.run("verify", "--to", "2025-06-06").status()).isEqualTo(Status.DONE);
        assertThat(trial.run("collect", "--gaps", "--overwrite", "--from", "1d").status())
                .isEqualTo(Status.USAGE);
    }

    @Test
    @DisplayName("what was deleted on purpose is not missed, and comes back when that is asked for")
    void whatWasDeletedOnPurposeIsNotMissed() throws IOException {
        for (int i = 0; i < 4; i++) {
            file(i);
        }
        assertThat(trial.rows()).isEqualTo(8);
        Instant first = first(1);
        assertThat(delete(first, first.plusSeconds(1)).out()).contains("nginx_access_log,web,1");
        lose(2);

        Result found = trial.run("verify", "--output", "csv");
        assertThat(found.status()).isEqualTo(Status.INCOMPLETE);
        assertThat(found.out())
                .contains("web,deleted," + path(1) + ",\"2 rows were stored, there are 1, 1 were deleted on purpose\"")
                .contains("web,missing," + path(2) + ",\"2 rows were stored, there are 0\"")
                .contains("1 missing, 1 deleted");

        Result repaired = trial.run("verify", "--repair", "--output", "csv");
        assertThat(repaired.status()).as(repaired.out()).isEqualTo(Status.DONE);
        assertThat(trial.number("select count(*) from nginx_access_log")).isEqualTo(7);
        assertThat(trial.run("verify").status()).isEqualTo(Status.DONE);
        assertThat(trial.rows()).isZero();

        Result back = trial.run("verify", "--repair", "--deleted", "--output", "csv");
        assertThat(back.out()).contains("1 were deleted on purpose; repaired");
        assertThat(trial.number("select count(*) from nginx_access_log")).isEqualTo(8);
        assertThat(trial.run("verify", "--output", "csv").out()).doesNotContain("deleted");

        lose(1);
        assertThat(trial.run("verify", "--output", "csv").out())
                .as("what was deleted once and came back is missed when it is lost")
                .contains("web,missing," + path(1));
    }

    @Test
    void deletedTwiceAndInPartsIsDeletedAllTheSame() throws IOException {
        file(0);
        assertThat(trial.rows()).isEqualTo(2);
        assertThat(delete(first(0), first(0).plusSeconds(1)).out()).contains("nginx_access_log,web,1");
        assertThat(delete(first(0), first(0).plusSeconds(2)).out()).contains("nginx_access_log,web,1");
        assertThat(trial.run("partitions", "delete", "nginx_access_log", "web", "--yes")
                        .status())
                .isNotEqualTo(Status.DONE);

        Result found = trial.run("verify", "--output", "csv");
        assertThat(found.status()).as(found.out()).isEqualTo(Status.DONE);
        assertThat(found.out()).contains("there are 0, 2 were deleted on purpose");
    }

    private Result delete(Instant from, Instant to) {
        return trial.run(
                "partitions",
                "delete",
                "nginx_access_log",
                "web",
                "--from",
                from.toString(),
                "--to",
                to.toString(),
                "--yes",
                "--output",
                "csv");
    }

    /** Takes the rows of a file out of the lake behind the back of everyone. */
    private void lose(int i) throws IOException {
        Path folder = trial.workspace().resolve("lake");
        try (Lake lake = Lake.open(folder, Clock.systemUTC(), LakeSettings.DEFAULTS)) {
            Range rows = new Range(first(i), first(i).plusSeconds(2));
            assertThat(new Partitions(lake).delete("nginx_access_log", "web", rows))
                    .isEqualTo(2);
        }
    }

    private static Instant first(int i) {
        return Instant.parse("2025-06-02T00:00:00Z").plusSeconds(second(i));
    }

    private static int second(int i) {
        return i % 4 * DAY + i / 4 * 2;
    }

    private String path(int i) {
        return trial.logs()
                .resolve("p" + i % 3 + "/2025-06-0" + (2 + i % 4) + "-" + i + ".log")
                .toString();
    }

    private void file(int i) throws IOException {
        List<String> lines = List.of(request(second(i)), request(second(i) + 1));
        Path file = Path.of(path(i));
        Files.createDirectories(file.getParent());
        Files.writeString(file, Trial.text(lines));
    }
}
