package dev.tidemark.cli;

import static dev.tidemark.cli.Trial.requests;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
    @TempDir
    Path folder;

    private Trial trial;
    private Path data;

    @BeforeEach
    void collect() throws IOException {
        trial = new Trial(folder).configured("""
                [sources.web]
                table = "nginx_access_log"
                config = { paths = ["LOGS"], settle = "0s" }
                """);
        trial.write("access.log", requests(0, 10));
        assertThat(trial.collect().status()).isZero();
        data = trial.workspace().resolve("lake/tidemark/nginx_access_log/data");
    }

    @Test
    void compactRemovesOldFilesThatNothingRefersToAndNoOthers() throws IOException {
        Path old = leftover("old.parquet", Duration.ofHours(25));
        Path young = leftover("young.parquet", Duration.ofHours(23));

        assertThat(trial.run("compact").err()).contains("1 file that collections left unfinished");

        assertThat(old).doesNotExist();
        assertThat(young).exists();
        assertThat(trial.run("query", "--output", "csv", "select count(*) from nginx_access_log")
                        .out())
                .contains("10");
    }

    @Test
    void whatAClaimHoldsThatIsNotPublishedStaysAlsoWhereItsStateIsElsewhere() throws IOException {
        Path lake = trial.workspace().resolve("lake");
        Path before = Files.copy(lake.resolve("catalog.db"), folder.resolve("catalog.db"));
        trial.append("access.log", Trial.text(requests(10, 15)));
        assertThat(trial.rows()).isEqualTo(5);
        Files.copy(before, lake.resolve("catalog.db"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(trial.number("select count(*) from nginx_access_log"))
                .as("the second claim is not published")
                .isEqualTo(10);
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.toList()) {
                Path unused = aged(file, Duration.ofHours(25));
            }
        }
        Path old = leftover("old.parquet", Duration.ofHours(25));
        Path elsewhere = Files.move(trial.workspace().resolve("state"), folder.resolve("elsewhere"));

        assertThat(trial.run("compact").status()).isZero();

        assertThat(old).doesNotExist();
        Files.move(elsewhere, trial.workspace().resolve("state"));
        assertThat(trial.rows()).isZero();
        assertThat(trial.number("select count(*) from nginx_access_log")).isEqualTo(15);
    }

    private static Path aged(Path file, Duration age) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }

    private Path leftover(String name, Duration age) throws IOException {
        Path file = Files.writeString(data.resolve(name), "not claimed");
        return aged(file, age);
    }
}
