package dev.tidemark.cli;

import static dev.tidemark.cli.TakeoverTrial.row;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Positions that do not simply fit the files that are there. */
class TakeoverEdgesTest {
    private static final String SHORT = "{\"op\":\"set\",\"id\":1}\n{\"k\":\"filestream::a::fingerprint::%s\",\"v\":"
            + "{\"ttl\":-1,\"meta\":{\"source\":\"%s\"},\"cursor\":{\"offset\":%d}}}\n";

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

    @Test
    @DisplayName("half-written-file: a line in which the other collector stopped is collected as a whole")
    void aPositionWithinALine() throws IOException {
        Path log = trial.write("a.log", Trial.requests(0, 10));
        long line = Trial.text(Trial.requests(0, 4)).length();
        takeover.readBytes(log, line + 5);
        takeover.stop(OtherCollector.FLUENT_BIT);
        takeover.delivered(Trial.requests(0, 4));

        assertThat(takeover.run("--dry-run").out())
                .contains(row("would continue", log, line, Files.size(log) - line))
                .contains("byte " + (line + 5) + " is within a line, which is read from byte " + line + " on");
        takeover.imported();
        takeover.assertEverythingOnce(0, 10);
    }

    @Test
    @DisplayName("half-written-file: a last line without a line feed was delivered by Logstash, and not by Fluent Bit")
    void aLastLineWithoutALineFeed() throws IOException {
        Path log = trial.write("a.log", Trial.text(Trial.requests(0, 3)).strip().getBytes(UTF_8));
        takeover.readBytes(log, Files.size(log));
        takeover.stop(OtherCollector.FLUENT_BIT);
        assertThat(takeover.run("--dry-run").out())
                .contains(row(
                        "would continue", log, Trial.text(Trial.requests(0, 2)).length()));

        takeover.stop(OtherCollector.LOGSTASH);
        takeover.imported();
        trial.write("b.log", Trial.requests(3, 5));
        takeover.assertEverythingOnce(0, 5);
    }

    @Test
    @DisplayName("truncate-while-down: a file that is shorter than its position is collected from its beginning")
    void aShorterFile() throws IOException {
        Path log = trial.write("a.log", Trial.requests(0, 10));
        takeover.read(log, 10);
        takeover.stop(OtherCollector.LOGSTASH);
        long had = Files.size(log);
        Files.writeString(log, Trial.text(Trial.requests(50, 53)));

        assertThat(takeover.run("--dry-run").out())
                .contains(row("would read", log, 0, Files.size(log)))
                .contains("it had " + had + " bytes, and has " + Files.size(log));
        takeover.imported();
        takeover.assertEverythingOnce(0, 10, 50, 53);
    }

    @Test
    void filesThatAreGoneOrOutsideOrUnreadAreToldAndNoError() throws IOException {
        Path gone = trial.write("gone.log", Trial.requests(0, 10));
        Path outside = Files.writeString(folder.resolve("outside.log"), Trial.text(Trial.requests(10, 20)));
        Path unread = trial.write("unread.log", Trial.requests(20, 30));
        takeover.read(gone, 10);
        takeover.read(outside, 5);
        takeover.readBytes(unread, 0);
        takeover.stop(OtherCollector.LOGSTASH);
        Files.delete(gone);

        Result result = takeover.run("--yes");
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out())
                .contains(row("gone", gone), "no file of the source is this one")
                .contains(row("outside", outside.toRealPath()), "it is not among the files of the source")
                .contains(row("would read", unread, 0, Files.size(unread)), "nothing of it was read");
        takeover.delivered(Trial.requests(0, 10));
        takeover.assertEverythingOnce(0, 10, 20, 30);
    }

    @Test
    @DisplayName("inode-reuse: a file that was made after the position was written is another one")
    void aFileThatWasMadeLater() throws IOException {
        Path log = trial.write("a.log", Trial.requests(0, 10));
        takeover.read(log, 5);
        Path sincedb = takeover.stop(OtherCollector.LOGSTASH);
        Files.writeString(sincedb, Files.readString(sincedb).replaceAll(" \\d+\\.25 ", " 1519319662.852678 "));
        takeover.delivered(List.of());
        // Some file systems know when a file was made; its modification is later than that.
        trial.append("a.log", Trial.text(Trial.requests(10, 11)));
        boolean known = !Files.getAttribute(log, "creationTime").equals(Files.getLastModifiedTime(log));
        assumeTrue(known, "this system does not know when a file was made");

        assertThat(takeover.run("--dry-run").out()).contains("its number is by now that of another file");
        assertThat(takeover.run("--yes").status()).isEqualTo(Status.INCOMPLETE);
        takeover.assertEverythingOnce(0, 11);
    }

    @Test
    void anArchiveIsSkippedIfAllOfItWasRead() throws IOException {
        Path whole = trial.write("a.log.gz", Trial.gzip(Trial.requests(0, 10)));
        Path part = trial.write("b.log.gz", Trial.gzip(Trial.requests(20, 30)));
        takeover.readBytes(whole, Files.size(whole));
        takeover.readBytes(part, Files.size(part) - 1);
        takeover.stopWithoutLines(OtherCollector.LOGSTASH);
        takeover.delivered(Trial.requests(0, 10));

        Result result = takeover.run("--yes");
        assertThat(result.status()).isEqualTo(Status.INCOMPLETE);
        assertThat(result.out())
                .contains(row("would skip", whole))
                .contains(row("would read", part, 0), "does not tell which lines were read");
        takeover.assertEverythingOnce(0, 10, 20, 30);
    }

    @Test
    void anArchiveGoesOnWhereFilebeatStoppedInItsContent() throws IOException {
        Path whole = trial.write("a.log.gz", Trial.gzip(Trial.requests(0, 10)));
        Path part = trial.write("b.log.gz", Trial.gzip(Trial.requests(20, 30)));
        takeover.readBytes(whole, Trial.text(Trial.requests(0, 10)).length());
        long offset = Trial.text(Trial.requests(20, 24)).length();
        takeover.readBytes(part, offset);
        takeover.stopWithoutLines(OtherCollector.FILESTREAM);
        List<String> delivered = new ArrayList<>(Trial.requests(0, 10));
        delivered.addAll(Trial.requests(20, 24));
        takeover.delivered(delivered);

        assertThat(takeover.run("--dry-run").out())
                .contains(row("would skip", whole))
                .contains("\"effect\":\"would continue\",\"what\":\"" + part + "\",\"from_byte\":" + offset);
        takeover.imported();
        takeover.assertEverythingOnce(0, 10, 20, 30);
    }

    @Test
    @DisplayName(
            "positions-taken-over: a log that was compressed after the other collector stopped is known by how it begins")
    void aFileThatWasCompressedSince() throws IOException {
        Path log = trial.write("access.log", Trial.requests(0, 30));
        takeover.read(log, 12);
        takeover.stop(OtherCollector.FILESTREAM_BY_FINGERPRINT);
        trial.write("access.log.1.gz", Trial.gzip(Trial.requests(0, 30)));
        Files.delete(log);
        trial.write("access.log", Trial.requests(50, 52));

        takeover.imported();
        takeover.assertEverythingOnce(0, 30, 50, 52);
    }

    @Test
    @DisplayName("positions-taken-over: a log that was compressed since is known by its name, if that is allowed")
    void aLogThatWasCompressedSinceIsKnownByItsName() throws IOException {
        Path log = trial.write("access.log", Trial.requests(0, 30));
        Path older = trial.write("access.log.2.gz", Trial.gzip(Trial.requests(100, 105)));
        takeover.read(log, 12);
        takeover.stop(OtherCollector.LOGSTASH);
        Path since = trial.write("access.log.1.gz", Trial.gzip(Trial.requests(0, 33)));
        Files.delete(log);
        trial.write("access.log", Trial.requests(50, 90));

        Result without = takeover.run("--dry-run");
        assertThat(without.status()).isEqualTo(Status.INCOMPLETE);
        assertThat(without.out())
                .contains("it may be " + since + ", which is read from its beginning")
                .contains(row("would read", since, 0), row("would read", older, 0));
        assertThat(takeover.run("--dry-run", "--by-name").out())
                .contains(row("would continue", since), "by its name it is what was " + log);
        assertThat(takeover.run("--yes", "--by-name").status()).isZero();
        takeover.assertEverythingOnce(0, 33, 50, 90, 100, 105);
    }

    @Test
    @DisplayName(
            "positions-taken-over: a log that was copied and emptied since is known by its name, if that is allowed")
    void aLogThatWasCopiedAndEmptiedSinceIsKnownByItsName() throws IOException {
        Path log = trial.write("access.log", Trial.requests(0, 30));
        takeover.read(log, 30);
        takeover.stop(OtherCollector.FLUENT_BIT);
        Path copy = Files.copy(log, trial.logs().resolve("access.log-20250603"));
        Files.writeString(log, Trial.text(Trial.requests(50, 52)));

        assertThat(takeover.run("--yes", "--by-name").out())
                .contains(row("would skip", copy), row("would read", log, 0));
        takeover.assertEverythingOnce(0, 30, 50, 52);
    }

    @Test
    void ofTwoFilesThatMayBeTheLogNoneIsTaken() throws IOException {
        Path log = trial.write("access.log", Trial.requests(0, 30));
        takeover.read(log, 12);
        takeover.stop(OtherCollector.LOGSTASH);
        Path one = Files.copy(log, trial.logs().resolve("access.log.1"));
        Path other = Files.move(log, trial.logs().resolve("access.log.2.tmp"));
        Files.copy(other, trial.logs().resolve("access.log.2"));
        Files.delete(other);

        Result result = takeover.run("--dry-run", "--by-name");
        assertThat(result.status()).isEqualTo(Status.INCOMPLETE);
        assertThat(result.out())
                .contains("it may be " + one + " or " + trial.logs().resolve("access.log.2"));
    }

    @Test
    void aFingerprintMayBeOfAnotherLength() throws IOException {
        Path log = trial.write("access.log", Trial.requests(0, 30));
        Path registry = takeover.registry(SHORT.formatted(
                OtherCollector.sha256(Arrays.copyOf(Files.readAllBytes(log), 64)),
                log,
                Trial.text(Trial.requests(0, 7)).length()));
        takeover.remembers(registry);
        takeover.delivered(Trial.requests(0, 7));
        Files.move(log, trial.logs().resolve("access.log.1"));

        takeover.imported();
        takeover.assertEverythingOnce(0, 30);
    }

    @Test
    void nothingToTakeOverIsSaid() throws IOException {
        trial.write("access.log", Trial.requests(0, 3));
        takeover.remembers(takeover.registry(SHORT.formatted("0".repeat(64), "/gone", 5)));

        Result result = takeover.run("--yes");
        assertThat(result.status()).isEqualTo(Status.INCOMPLETE);
        assertThat(result.err()).contains("nothing that Filebeat remembers", "is of what web has", "stays as it is");
        assertThat(trial.rows()).isEqualTo(3);
    }

    @Test
    void twoPositionsOfOneFile() throws IOException {
        Path log = trial.write("a.log", Trial.requests(0, 10));
        takeover.read(log, 7);
        takeover.stop(OtherCollector.FILEBEAT_LOG);
        Path registry = folder.resolve("other/registry/filebeat");
        String entries = Files.readString(registry.resolve("log.json"));
        takeover.read(log, 4);
        takeover.stop(OtherCollector.FILEBEAT_LOG);
        Files.writeString(
                registry.resolve("log.json"),
                entries.replace("logs::native", "logs::1b59-native").replaceAll("(?s)\\{\"op\":\"set\",\"id\":2}.*", "")
                        + Files.readString(registry.resolve("log.json"))
                                .replace("\"id\":2}", "\"id\":3}")
                                .replace("\"id\":1}", "\"id\":2}"));

        assertThat(takeover.run("--dry-run").out()).contains("of its 2 entries the one counts that is least far");
        takeover.imported();
        takeover.assertEverythingOnce(0, 10);
    }

    @Test
    void aSourceThatKnowsAFile() throws IOException {
        Path log = trial.write("a.log", Trial.requests(0, 10));
        Path other = trial.write("b.log", Trial.requests(20, 30));
        takeover.read(log, 5);
        takeover.stop(OtherCollector.LOGSTASH);
        takeover.imported();
        String state = trial.run("state", "show", "--output", "json").out();

        Result again = takeover.run("--yes");
        assertThat(again.status()).isEqualTo(Status.FAILED);
        assertThat(again.err())
                .contains("the state of web already knows " + log, "Nothing was changed", "tidemark state reset web");
        assertThat(trial.run("state", "show", "--output", "json").out()).isEqualTo(state);

        // Of files that it does not know it takes more.
        Path sincedb = takeover.stop(OtherCollector.LOGSTASH);
        takeover.readBytes(other, Trial.text(Trial.requests(20, 22)).length());
        takeover.stop(OtherCollector.LOGSTASH);
        Files.writeString(
                sincedb, Files.readString(sincedb).lines().skip(1).toList().getFirst() + "\n");
        takeover.imported();
        takeover.assertEverythingOnce(0, 10, 20, 30);
    }

    @Test
    @DisplayName("positions-taken-over: a repair does not bring in what the other collector has")
    void aRepairDoesNotBringInWhatTheOtherHas() throws IOException {
        Path log = trial.write("a.log", Trial.requests(0, 10));
        takeover.read(log, 5);
        takeover.stop(OtherCollector.LOGSTASH);
        takeover.imported();
        assertThat(trial.rows()).isEqualTo(5);
        String first = "2025-06-02T00:00:05Z";
        trial.run(
                "partitions",
                "delete",
                "nginx_access_log",
                "web",
                "--from",
                first,
                "--to",
                "2025-06-02T00:00:06Z",
                "--yes");

        Result repaired = trial.run("verify", "--repair", "--deleted");
        assertThat(repaired.status()).as(repaired.toString()).isEqualTo(Status.INCOMPLETE);
        assertThat(repaired.out() + repaired.err()).contains("another collector has read " + log);
        assertThat(trial.query("select request_uri from nginx_access_log order by 1"))
                .containsExactly("/6", "/7", "/8", "/9");
    }

    @Test
    void anOverwriteBringsInWhatTheOtherHasOnPurpose() throws IOException {
        Path log = trial.write("a.log", Trial.requests(0, 10));
        takeover.read(log, 5);
        takeover.stop(OtherCollector.LOGSTASH);
        takeover.imported();
        assertThat(trial.rows()).isEqualTo(5);

        assertThat(trial.rows("--overwrite", "--from", "2025-06-02", "--to", "2025-06-03"))
                .isEqualTo(10);
        assertThat(trial.number("select count(distinct request_uri) from nginx_access_log"))
                .isEqualTo(10);
        assertThat(trial.rows()).isZero();
        assertThat(trial.run("verify").status()).isZero();
    }

    @Test
    void withoutATerminalNothingIsTakenOverUnlessItIsSaid() throws IOException {
        Path log = trial.write("a.log", Trial.requests(0, 10));
        takeover.read(log, 5);
        takeover.stop(OtherCollector.LOGSTASH);

        Result result = takeover.run();
        assertThat(result.status()).isEqualTo(Status.USAGE);
        assertThat(result.err()).contains("into the state of web (1 file)", "--yes", "--dry-run");
        assertThat(trial.rows()).isEqualTo(10);
    }
}
