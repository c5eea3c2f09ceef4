package dev.tidemark.cli;

import static dev.tidemark.cli.Trial.requests;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
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
    void nothingIsRemovedWhereTheStateOfASourceIsElsewhere() throws IOException {
        Path old = leftover("old.parquet", Duration.ofHours(25));
        Files.move(trial.workspace().resolve("state"), folder.resolve("elsewhere"));

        trial.run("compact");

        assertThat(old).exists();
    }

    private Path leftover(String name, Duration age) throws IOException {
        Path file = Files.writeString(data.resolve(name), "not claimed");
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }
}
