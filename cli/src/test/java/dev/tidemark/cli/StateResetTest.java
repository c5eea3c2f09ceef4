package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered, in figures; and forgotten, against a real lake. */
class StateResetTest {
    @TempDir
    Path folder;

    private Trial trial;

    @BeforeEach
    void collect() throws IOException {
        trial = new Trial(folder).configured("""
                [sources.web]
                table = "nginx_access_log"
                config = { paths = ["LOGS"], settle = "0s" }
                """);
        trial.write("a.log", Trial.requests(0, 10));
        trial.write("b.log", Trial.requests(10, 15));
        assertThat(trial.rows()).isEqualTo(15);
    }

    @Test
    @DisplayName("statistics count the states and the bytes, and tell how often they were saved")
    void statistics() throws IOException {
        long bytes = 0;
        for (String value : new String[] {"claims", "streams/file", "records/file", "run"}) {
            Path file = trial.workspace().resolve("state/web/" + value + ".json");
            bytes += Files.exists(file) ? Files.size(file) : 0;
        }

        Result result = trial.run("state", "stats", "--output", "json");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("\"source\":\"web\"", "\"connector\":\"file\"", "\"states\":1", "\"bytes\":" + bytes + ",")
                .containsPattern("\"oldest\":\"20[^\"]+Z\"")
                .containsPattern("\"saves\":[1-9]")
                .contains("\"failed_saves\":0");
        assertThat(trial.run("state", "stats", "weeb").err()).contains("did you mean", "web");
    }

    @Test
    @DisplayName("statistics name what is damaged, and count the rest")
    void damagedStatistics() throws IOException {
        Files.writeString(document(), "x", StandardOpenOption.APPEND);

        Result result = trial.run("state", "stats", "--output", "csv");

        assertThat(result.status()).isEqualTo(Status.INCOMPLETE);
        assertThat(result.out()).contains("web,");
        assertThat(result.err()).contains("file.json", "checksum");
    }

    @Test
    @DisplayName("a dry run says what would be forgotten and read, and forgets nothing")
    void aDryRunChangesNothing() throws IOException {
        String before = Files.readString(document());

        Result table = trial.run("state", "reset", "web", "--dry-run");
        Result json = trial.run("state", "reset", "web", "--dry-run", "--output", "json");

        assertThat(table.status()).as(table.err()).isZero();
        assertThat(table.out())
                .containsPattern("web +file +would forget +up to claim 1, 2 items")
                .containsPattern("web +file +would read +2 artifacts");
        assertThat(json.out().lines()).hasSize(3);
        assertThat(json.out())
                .contains("would read", trial.logs().resolve("a.log").toString())
                .contains(trial.logs().resolve("b.log").toString());
        assertThat(Files.readString(document())).isEqualTo(before);
        assertThat(trial.rows()).isZero();
    }

    @Test
    @DisplayName("after a reset everything is stored again into higher claims, new rows too")
    void everythingIsCollectedAgain() throws IOException {
        long claim = claim();
        Result result = trial.run("state", "reset", "web", "--yes");
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out()).contains("forgotten");

        trial.append("b.log", Trial.text(Trial.requests(15, 20)));
        assertThat(trial.rows()).isEqualTo(20);
        assertThat(claim()).isGreaterThan(claim);
        assertThat(trial.number("select count(*) from nginx_access_log")).isEqualTo(35);
        assertThat(trial.number("select count(distinct request_uri) from nginx_access_log"))
                .isEqualTo(20);
        assertThat(trial.rows()).isZero();
    }

    @Test
    @DisplayName("one stream is forgotten, and not brought back from the claims")
    void aStreamIsForgotten() {
        assertThat(trial.run("state", "reset", "web", "files", "--yes").err()).contains("did you mean", "'files'");
        assertThat(trial.run("state", "reset", "web", "file", "--yes").status()).isZero();

        assertThat(trial.rows()).isEqualTo(15);
        assertThat(trial.number("select count(*) from nginx_access_log")).isEqualTo(30);
        assertThat(trial.rows()).isZero();
    }

    @Test
    @DisplayName("a damaged state is forgotten too")
    void aDamagedStateIsForgotten() throws IOException {
        Files.writeString(document(), "x", StandardOpenOption.APPEND);
        assertThat(trial.collect().result().err() + trial.collect().result().out())
                .contains("state reset web");

        assertThat(trial.run("state", "reset", "web", "--dry-run").out()).contains("cannot be read");
        assertThat(trial.run("state", "reset", "web", "--yes").status()).isZero();
        assertThat(trial.rows()).isEqualTo(15);
    }

    @Test
    @DisplayName("without a terminal to ask on nothing is forgotten")
    void asksFirst() {
        Result result = trial.run("state", "reset", "web");

        assertThat(result.status()).isEqualTo(Status.USAGE);
        assertThat(result.err()).contains("forgets what is counted of web (1 stream)", "--yes", "--dry-run");
        assertThat(trial.rows()).isZero();
    }

    private Path document() {
        return trial.workspace().resolve("state/web/streams/file.json");
    }

    private long claim() throws IOException {
        Matcher number = Pattern.compile("\"number\":(\\d+)")
                .matcher(Files.readString(trial.workspace().resolve("state/web/claims.json")));
        assertThat(number.find()).isTrue();
        return Long.parseLong(number.group(1));
    }
}
