package dev.tidemark.cli;

import static dev.tidemark.cli.Trial.gzip;
import static dev.tidemark.cli.Trial.request;
import static dev.tidemark.cli.Trial.requests;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.cli.Cli.Result;
import dev.tidemark.cli.Trial.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are broken in part or as a whole: the rest is stored, they are named, and come in once when mended. */
class BrokenInputsTest {
    private static final int[] BAD = {10, 500, 990};

    @TempDir
    Path folder;

    private Trial trial;

    @BeforeEach
    void writeLogs() throws IOException {
        trial = new Trial(folder).configured("""
                [sources.web]
                table = "nginx_access_log"
                config = { paths = ["LOGS"], links = "all", settle = "0s" }
                """);
        trial.write("good.log", requests(0, 100));
        trial.write("torn.log.gz", Arrays.copyOf(gzip(requests(100, 200)), 300));
        trial.write("three.log", threeBad());
        trial.write("empty.log", List.of());
    }

    @Test
    @DisplayName("row-accounting: good rows are stored, bad ones are named with file, line, reason and bytes")
    void whatIsBrokenIsNamed() throws IOException {
        Files.createSymbolicLink(trial.logs().resolve("circle"), trial.logs());
        Files.createSymbolicLink(trial.logs().resolve("nowhere"), trial.logs().resolve("gone.log"));

        Ended ended = trial.collect();

        assertThat(ended.status()).isEqualTo(Status.INCOMPLETE);
        assertThat(List.of(
                        ended.figure("artifacts"),
                        ended.figure("read"),
                        ended.figure("stored"),
                        ended.figure("quarantined"),
                        ended.figure("set_aside")))
                .containsExactly(2L, 1100L, 1097L, 3L, 1L);
        assertThat(ended.summary()).contains("circle", "nowhere", "torn.log.gz");
        assertThat(trial.number("select count(distinct request_uri) from nginx_access_log"))
                .isEqualTo(1097);
        Result list = trial.run("quarantine", "list", "--output", "csv");
        assertThat(list.out())
                .contains("web," + trial.logs() + "/torn.log.gz,,300,")
                .contains("web," + trial.logs() + "/three.log,10,16,")
                .contains("web," + trial.logs() + "/three.log,500,17,")
                .contains("web," + trial.logs() + "/three.log,990,17,")
                .doesNotContain("good.log", "empty.log");
        assertThat(list.out().lines())
                .hasSize(5)
                .allSatisfy(line -> assertThat(line).doesNotEndWith(","));
        assertThat(trial.run("quarantine", "show", "web", "--record", "500", "-o", "json")
                        .out())
                .contains("\"record\":500,\"reason\":\"")
                .contains("\"raw\":\"no request at 500\"")
                .hasLineCount(1);
        assertThat(trial.collect().figure("stored")).isZero();
    }

    @Test
    void aFolderWithoutPermissionIsNamedAndTheRestIsCollected() throws IOException {
        Path shut = Files.createDirectories(trial.logs().resolve("shut"));
        trial.write("shut/hidden.log", requests(2000, 2010));
        Files.setPosixFilePermissions(shut, PosixFilePermissions.fromString("---------"));
        try {
            assumeTrue(!Files.isReadable(shut), "this user may read everything, whatever its mode says");
            Ended ended = trial.collect();
            assertThat(ended.status()).isEqualTo(Status.INCOMPLETE);
            assertThat(ended.summary()).contains(shut.toString());
            assertThat(ended.figure("stored")).isEqualTo(1097);
        } finally {
            Files.setPosixFilePermissions(shut, PosixFilePermissions.fromString("rwx------"));
        }
        assertThat(trial.collect().figure("stored")).isEqualTo(10);
    }

    @Test
    void whatIsMendedComesInOnceByAReplay() throws IOException {
        trial.collect();
        mend();

        assertThat(trial.run("quarantine", "replay", "-o", "csv"))
                .isEqualTo(new Result(Status.DONE, "source,stored,filtered,stays\nweb,103,0,0\n", ""));
        assertAllIsThereOnce();
    }

    @Test
    @DisplayName("nothing-recollected: what was mended in place is not collected again beside its replay")
    void aCollectionBeforeTheReplayDoublesNothing() throws IOException {
        trial.collect();
        mend();

        Ended before = trial.collect();
        assertThat(before.status()).isEqualTo(Status.INCOMPLETE);
        assertThat(before.figure("stored")).isEqualTo(100);
        assertThat(before.summary()).contains("'tidemark quarantine replay' brings them in");
        assertThat(trial.run("quarantine", "replay", "-o", "csv").out()).endsWith("\nweb,3,0,0\n");
        assertAllIsThereOnce();
    }

    @Test
    void aPartThatIsMendedComesInAndTheRestStays() throws IOException {
        trial.collect();
        List<String> lines = new ArrayList<>(threeBad());
        lines.set(499, request(1499));
        trial.write("three.log", lines);

        Result replay = trial.run("quarantine", "replay", "-o", "csv");
        assertThat(replay.status()).isEqualTo(Status.INCOMPLETE);
        assertThat(replay.out()).endsWith("\nweb,1,0,3\n");
        assertThat(replay.err()).isEqualTo("tidemark: 3 items stay set aside; 'tidemark quarantine list' shows why\n");
        mend();
        assertThat(trial.run("quarantine", "replay", "-o", "csv").out()).endsWith("\nweb,102,0,0\n");
        assertAllIsThereOnce();
    }

    @Test
    void aWholeFileInPlaceOfATornOneMayHoldBadLinesOfItsOwn() throws IOException {
        trial.collect();
        List<String> lines = new ArrayList<>(requests(100, 200));
        lines.set(4, "no request at 5");
        trial.write("torn.log.gz", gzip(lines));

        assertThat(trial.run("quarantine", "replay", "-o", "csv").out()).endsWith("\nweb,99,0,4\n");
        assertThat(trial.run("quarantine", "replay", "-o", "csv").out()).endsWith("\nweb,0,0,4\n");
        assertThat(trial.rows()).isZero();
        mend();
        assertThat(trial.run("quarantine", "replay", "-o", "csv").out()).endsWith("\nweb,4,0,0\n");
        assertAllIsThereOnce();
    }

    @Test
    void linesThatFitAChangedTableComeInOnce() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            lines.add("{\"at\":" + (1748822400 + i) + ",\"took\":" + (i % 40 == 7 ? "\"soon\"" : i) + "}");
        }
        Trial app = new Trial(folder.resolve("app"));
        app.write("app.log", lines);
        String toml = """
                [sources.app]
                table = "app"
                config = { paths = ["LOGS"], settle = "0s" }
                [tables.app]
                format = "jsonl.default"
                NULL
                [tables.app.columns]
                took = "integer"
                tp_timestamp = { source = "at" }
                """;
        app.configured(toml.replace("NULL", ""));
        assertThat(app.collect().figure("stored")).isEqualTo(97);
        assertThat(app.run("quarantine", "show", "app", "-o", "csv").out()).contains(",8,", "soon", "INTEGER");

        app.configured(toml.replace("NULL", "null = \"soon\""));
        assertThat(app.run("quarantine", "replay", "-o", "csv").out()).endsWith("\napp,3,0,0\n");
        assertThat(app.run("quarantine", "replay").status()).isEqualTo(Status.DONE);
        assertThat(app.rows()).isZero();
        assertThat(app.query("select count(*), count(took), count(distinct tp_timestamp) from app"))
                .containsExactly("100,97,100");
    }

    @Test
    void aLineOf50MegabytesIsSetAsideAndComesInWhenMended() throws IOException {
        Trial big = new Trial(folder.resolve("big")).configured("""
                [sources.web]
                table = "nginx_access_log"
                config = { paths = ["LOGS"], settle = "0s" }
                """);
        List<String> lines = new ArrayList<>(requests(0, 3));
        lines.set(1, "x".repeat(50_000_000));
        big.write("huge.log", lines);
        Ended ended = big.collect();
        assertThat(ended.status()).isEqualTo(Status.INCOMPLETE);
        assertThat(ended.figure("stored")).isEqualTo(2);
        assertThat(big.run("quarantine", "list", "-o", "csv").out()).contains("/huge.log,2,50000000,");

        big.write("huge.log", requests(0, 3));
        assertThat(big.run("quarantine", "replay", "-o", "csv").out()).endsWith("\nweb,1,0,0\n");
        assertThat(big.rows()).isZero();
        assertThat(big.query("select request_uri from nginx_access_log order by 1"))
                .containsExactly("/0", "/1", "/2");
    }

    @Test
    void aGoodLineOf50MegabytesIsARow() throws IOException {
        Trial big = new Trial(folder.resolve("big")).configured("""
                [sources.app]
                table = "app"
                config = { paths = ["LOGS"], settle = "0s" }
                [tables.app]
                format = "jsonl.default"
                [tables.app.columns]
                text = "varchar"
                tp_timestamp = { source = "at" }
                """);
        big.write("huge.log", ("{\"at\":1748822400,\"text\":\"" + "x".repeat(50_000_000) + "\"}\n").getBytes(UTF_8));

        assertThat(big.rows()).isEqualTo(1);
        assertThat(big.number("select length(text) from app")).isEqualTo(50_000_000);
    }

    private void assertAllIsThereOnce() {
        assertThat(trial.run("quarantine", "replay").status()).isEqualTo(Status.DONE);
        assertThat(trial.rows()).isZero();
        assertThat(trial.run("quarantine", "list", "-o", "csv").out()).hasLineCount(1);
        assertThat(trial.query(
                        "select count(*), count(distinct request_uri), count(distinct tp_id) from nginx_access_log"))
                .containsExactly("1200,1200,1200");
    }

    /** A whole file in place of the torn one; the three lines are corrected where they are. */
    private void mend() throws IOException {
        trial.write("torn.log.gz", gzip(requests(100, 200)));
        trial.write("three.log", requests(1000, 2000));
    }

    private static List<String> threeBad() {
        List<String> lines = new ArrayList<>(requests(1000, 2000));
        for (int number : BAD) {
            lines.set(number - 1, "no request at " + number);
        }
        return lines;
    }
}
