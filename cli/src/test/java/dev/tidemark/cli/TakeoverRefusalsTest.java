package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be imported is told with what to do, and changes nothing. */
class TakeoverRefusalsTest {
    @TempDir
    Path folder;

    private Trial trial;
    private Path sincedb;

    @BeforeEach
    void configure() throws IOException {
        trial = new Trial(folder).configured("""
                [sources.web]
                table = "nginx_access_log"
                config = { paths = ["LOGS"], settle = "0s" }
                """);
        TakeoverTrial takeover = new TakeoverTrial(trial, folder.resolve("other"));
        takeover.read(trial.write("a.log", Trial.requests(0, 10)), 5);
        sincedb = takeover.stop(OtherCollector.LOGSTASH);
    }

    @AfterEach
    void nothingWasChanged() {
        assertThat(trial.workspace().resolve("state/web/streams")).doesNotExist();
    }

    @Test
    void whatIsNotToldOrNotThere() {
        assertRefused(Status.USAGE, "say which source goes on from there: --source", sincedb.toString());
        assertRefused(Status.USAGE, "did you mean 'web'", sincedb.toString(), "--source", "wbe");
        assertRefused(Status.FAILED, "no such file or folder: nowhere", "nowhere", "--source", "web");
        assertRefused(
                Status.USAGE,
                "'logstash7' is none of tidemark, logstash, filebeat, fluent-bit, tailpipe",
                sincedb.toString(),
                "--format",
                "logstash7");
    }

    @Test
    void whatNobodyIsKnownToHaveWritten() throws IOException {
        Path log = trial.logs().resolve("a.log");
        assertRefused(Status.USAGE, "what wrote " + log + " cannot be told", log.toString(), "--source", "web");
        Path empty = Files.createFile(folder.resolve("empty"));
        assertRefused(
                Status.USAGE, "cannot be told from its content: it is empty", empty.toString(), "--source", "web");
        assertRefused(Status.USAGE, "cannot be told from its content", folder.toString(), "--source", "web");
    }

    @Test
    void whatAnotherCollectorThanTheNamedOneHasWritten() {
        for (String format : new String[] {"filebeat", "fluent-bit", "tailpipe", "tidemark"}) {
            assertRefused(
                    Status.FAILED,
                    "Nothing was changed",
                    sincedb.toString(),
                    "--format",
                    format,
                    "--source",
                    "web",
                    "--yes");
        }
    }

    @Test
    @DisplayName("torn-state-file: a database of Fluent Bit that is cut is not taken")
    void aDatabaseThatIsCut() throws IOException {
        TakeoverTrial takeover = new TakeoverTrial(trial, folder.resolve("bit"));
        takeover.read(trial.logs().resolve("a.log"), 5);
        Path database = takeover.stop(OtherCollector.FLUENT_BIT);
        Files.delete(Path.of(database + "-wal"));
        byte[] bytes = Files.readAllBytes(database);
        for (int length : new int[] {16, 100, 2000, bytes.length - 1}) {
            Files.write(database, Arrays.copyOf(bytes, Math.min(length, bytes.length)));
            assertRefused(Status.FAILED, "Nothing was changed", database.toString(), "--source", "web", "--yes");
        }
    }

    @Test
    void aSourceThatCannotBeListedAsAWhole() throws IOException {
        trial.configured("""
                [sources.web]
                table = "nginx_access_log"
                config = { paths = ["LOGS", "LOGS/archive"], settle = "0s" }
                """);
        assertRefused(
                Status.FAILED,
                "not everything of the source can be listed: " + trial.logs().resolve("archive")
                        + ": there is no such file",
                sincedb.toString(),
                "--source",
                "web",
                "--yes");
    }

    private void assertRefused(int status, String why, String... more) {
        String[] words = Arrays.copyOf(new String[] {"state", "import"}, 2 + more.length);
        System.arraycopy(more, 0, words, 2, more.length);
        Result result = trial.run(words);
        assertThat(result.status()).as(result.toString()).isEqualTo(status);
        assertThat(result.err()).contains(why);
        assertThat(result.out()).isEmpty();
    }
}
