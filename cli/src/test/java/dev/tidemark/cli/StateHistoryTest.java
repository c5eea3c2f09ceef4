package dev.tidemark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.Sealed;
import dev.tidemark.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What became of a state, the way back, and what is made again, against a real lake. */
class StateHistoryTest {
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
        assertThat(trial.rows()).isEqualTo(10);
        trial.write("b.log", Trial.requests(10, 15));
        trial.append("a.log", Trial.text(Trial.requests(15, 18)));
        assertThat(trial.rows()).isEqualTo(8);
    }

    @Test
    @DisplayName("every claim is told with what it did")
    void history() {
        trial.run("state", "reset", "web", "--yes");
        trial.run("state", "rewind", "web", "--to", "2", "--yes");

        assertThat(lines("state", "history", "web"))
                .map(line -> line.replaceAll("20[-0-9]+ [:0-9]+", "TIME"))
                .containsExactly(
                        "4,TIME,rewind to 2,file,0,0,0,0",
                        "3,TIME,reset,file,0,0,0,0",
                        "2,TIME,collect,file,2,8,0,0",
                        "1,TIME,collect,file,1,10,0,0");
        assertThat(lines("state", "history", "web", "--last", "1")).hasSize(1);
        assertThat(trial.run("state", "history", "web", "--last", "0").err()).contains("--last 0");
        assertThat(trial.run("state", "history", "weeb").err()).contains("did you mean", "web");
    }

    @Test
    @DisplayName("a difference names what was read, and how far; none exits with 0")
    void difference() {
        Result result = trial.run("state", "diff", "web", "--from", "1", "--to", "2", "--output", "csv");

        assertThat(result.status()).isEqualTo(Status.ALARM);
        assertThat(result.out())
                .containsPattern("file,item,\\S+/a.log,\"read to byte \\d+ of .*\",\"read to byte \\d+ of")
                .containsPattern("file,item,\\S+/b.log,,\"read to byte");
        assertThat(trial.run("state", "diff", "web", "--from", "2").status()).isZero();
        assertThat(trial.run("state", "diff", "web", "--from", "0s").status()).isZero();
        assertThat(trial.run("state", "diff", "web", "--from", "9").err()).contains("no claim 9 yet", "last one is 2");
        assertThat(trial.run("state", "diff", "web", "--from", "2001-01-01").err())
                .contains("no claim is known");
        assertThat(trial.run("state", "diff", "web", "--from", "then").err()).contains("'then' is not a time");
    }

    @Test
    @DisplayName("what a dry run says that a collect would read is what a collect reads after the rewind")
    void aDryRunSaysWhatARewindBrings() {
        List<String> would = lines("state", "rewind", "web", "--to", "1", "--dry-run");
        assertThat(trial.rows()).as("a dry run changes nothing").isZero();
        assertThat(trial.run("state", "rewind", "web", "--to", "1", "--yes").status())
                .isZero();
        assertThat(trial.rows()).isEqualTo(8);

        assertThat(would)
                .filteredOn(line -> line.contains("would read"))
                .hasSize(2)
                .anyMatch(line -> line.contains("/a.log"))
                .anyMatch(line -> line.contains("/b.log"));
        assertThat(trial.query("select tp_source_location from nginx_access_log group by tp_id, tp_source_location"
                        + " having count(*) > 1"))
                .hasSize(8);
    }

    @Test
    @DisplayName("a dry run names what a collect would skip")
    void aDryRunSaysWhatIsSkipped() {
        assertThat(lines("state", "rewind", "web", "--to", "2", "--dry-run"))
                .filteredOn(line -> line.contains("would skip"))
                .hasSize(2);
        assertThat(trial.run("state", "rewind", "web", "--to", "2", "--dry-run").out())
                .containsPattern("would skip +2 artifacts");
    }

    @Test
    @DisplayName("a reset is taken back, and nothing is collected twice")
    void aResetIsTakenBack() {
        trial.run("state", "reset", "web", "--yes");
        Result result = trial.run("state", "rewind", "web", "--to", "2", "--yes");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out()).contains("by claim 4");
        assertThat(trial.rows()).isZero();
    }

    @Test
    @DisplayName("torn-state-file, new-field-old-state: what is damaged stops the collection, and is made again")
    void whatIsDamagedIsMadeAgain() throws IOException {
        Path document = trial.workspace().resolve("state/web/streams/file.json");
        Path register = trial.workspace().resolve("state/web/claims.json");
        for (Path file : List.of(document, register)) {
            byte[] whole = Files.readAllBytes(file);
            String future = new String(whole, UTF_8)
                    .replaceFirst(",\\s*\"checksum\".*", "}")
                    .replaceFirst("\"format_version\": \\d+", "\"format_version\": 99")
                    .replaceFirst("\"number\":", "\"ordinal\":");
            for (byte[] bad : List.of(
                    "garbage".getBytes(UTF_8),
                    Arrays.copyOf(whole, whole.length / 2),
                    new byte[0],
                    Sealed.seal(future.strip().getBytes(UTF_8)))) {
                Files.write(file, bad);
                Result stopped = trial.collect().result();
                assertThat(stopped.status()).isEqualTo(Status.FAILED);
                assertThat(stopped.out() + stopped.err()).contains("tidemark state rebuild");

                assertThat(trial.run("state", "rebuild", "web", "--dry-run").out())
                        .contains("would make", "would skip")
                        .doesNotContain("would read");
                Result made = trial.run("state", "rebuild", "web", "--yes");
                assertThat(made.status()).as(made.err()).isZero();
                assertThat(trial.rows()).isZero();
            }
        }
        trial.append("b.log", Trial.text(Trial.requests(20, 22)));
        assertThat(trial.rows()).isEqualTo(2);
    }

    @Test
    @DisplayName("the previous generation brings a state back as the message says")
    void thePreviousGenerationBringsItBack() throws IOException {
        Path document = trial.workspace().resolve("state/web/streams/file.json");
        Files.writeString(document, "garbage");
        assertThat(trial.collect().result().toString()).contains("cp '" + document + ".previous'");
        Files.copy(Path.of(document + ".previous"), document, StandardCopyOption.REPLACE_EXISTING);

        assertThat(trial.rows()).isZero();
        assertThat(trial.number("select count(*) from nginx_access_log")).isEqualTo(18);
    }

    @Test
    @DisplayName("a whole state that is gone is made again from the lake")
    void aStateThatIsGoneIsMadeAgain() throws IOException {
        try (Stream<Path> files = Files.walk(trial.workspace().resolve("state"))) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
        assertThat(trial.collect().result().toString()).contains("it is gone", "tidemark state rebuild web");
        assertThat(trial.run("state", "rebuild", "web").err())
                .contains("of web again: the claim register, file, up to claim 2", "--yes");

        assertThat(trial.run("state", "rebuild", "web", "--yes").status()).isZero();
        assertThat(trial.rows()).isZero();
        assertThat(trial.run("state", "rebuild", "web", "--yes").out()).contains("intact");
        assertThat(trial.run("state", "rebuild", "other", "--yes").err()).contains("valid: web");
    }

    private List<String> lines(String... words) {
        String[] all = Arrays.copyOf(words, words.length + 2);
        all[words.length] = "--output";
        all[words.length + 1] = "csv";
        Result result = trial.run(all);
        assertThat(result.status()).as(result.err()).isZero();
        return result.out().lines().skip(1).toList();
    }
}
