package dev.tidemark.cli;

import static dev.tidemark.cli.TakeoverTrial.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Positions of other collectors in files whose paths name their time, and the times that Tailpipe has collected. */
class TimedTakeoverTest {
    @TempDir
    Path folder;

    private Trial trial;
    private TakeoverTrial takeover;
    private final Instant stopped = Instant.now().minus(Duration.ofMinutes(10));

    @BeforeEach
    void configure() throws IOException {
        trial = new Trial(folder).configured("""
                [sources.web]
                table = "nginx_access_log"
                delivery_delay = "0s"
                [sources.web.config]
                paths = ["LOGS"]
                file_layout = "%{WORD:part}/%{YEAR:year}-%{MONTHNUM:month}-%{MONTHDAY:day}(?:-%{INT})?.log(?:.gz)?"
                settle = "0s"
                """);
        takeover = new TakeoverTrial(trial, folder.resolve("other"));
        for (int day = 1; day <= 6; day++) {
            file("a", day, 0);
            file("a", day, 1);
            file("b", day, 2);
        }
    }

    @Test
    @DisplayName("positions-taken-over: what Tailpipe has and what is stored are everything, once")
    void timesOfTailpipe() throws IOException {
        // Of a: two stretches, the second up to a day of which one file was there; of b newest first, down to a day.
        takeover.remembers(tailpipe(
                trunk(
                        "a",
                        0,
                        range("2025-06-01", "2025-06-02", 0),
                        range("2025-06-03", "2025-06-05", 0, path("a", 5, 1))),
                trunk("b", 1, range("2025-06-04", "2025-06-05", 1, path("b", 4, 2))),
                trunk("elsewhere", 0, range("2025-06-01", "2025-06-02", 0))));
        takeover.delivered(lines(
                id("a", 1, 0),
                id("a", 1, 1),
                id("a", 3, 0),
                id("a", 3, 1),
                id("a", 4, 0),
                id("a", 4, 1),
                id("a", 5, 1),
                id("b", 4, 2),
                id("b", 5, 2)));

        Result would = takeover.run("--dry-run");
        assertThat(would.status()).as(would.err()).isZero();
        assertThat(would.out())
                .contains("\"effect\":\"outside\",\"what\":\"" + trial.logs().resolve("elsewhere"))
                .contains(row("would skip", Path.of(path("a", 5, 1))))
                .contains(row("would read", Path.of(path("a", 5, 0)), 0))
                .contains(row("would skip", Path.of(path("a", 3, 0))))
                .contains(row("would read", Path.of(path("b", 6, 2)), 0));
        takeover.imported();
        Result verified = trial.run("verify");
        assertThat(verified.out()).doesNotContain("late", "changed", "missing");
        takeover.assertEverythingOnce(all());
        assertThat(trial.run("gaps").status()).isZero();
    }

    @Test
    @DisplayName("late-object-old-name: what comes to a time that Tailpipe has collected is late, as it is there")
    void whatComesLater() throws IOException {
        takeover.remembers(tailpipe(
                trunk("a", 0, range("2025-06-01", "2025-06-07", 0)),
                trunk("b", 0, range("2025-06-01", "2025-06-07", 0))));
        takeover.imported();
        assertThat(trial.rows()).isZero();
        file("a", 2, 7);

        assertThat(trial.run("verify", "--output", "csv").out()).contains("web,late," + path("a", 2, 7));
        trial.run("verify", "--repair");
        assertThat(trial.query("select request_uri from nginx_access_log")).containsExactly("/" + id("a", 2, 7));
    }

    @Test
    void aFileThatWasWrittenToSinceIsReadFromItsBeginning() throws IOException {
        takeover.remembers(tailpipe(trunk("a", 0, range("2025-06-01", "2025-06-06", 0, path("a", 6, 0)))));
        Files.setLastModifiedTime(Path.of(path("a", 6, 0)), FileTime.from(stopped.plusSeconds(60)));

        Result result = takeover.run("--yes");
        assertThat(result.status()).isEqualTo(Status.INCOMPLETE);
        assertThat(result.out()).contains(row("would read", Path.of(path("a", 6, 0)), 0), "it was written to at ");
        assertThat(trial.rows()).isEqualTo(2 + 6);
    }

    @Test
    void withoutTimesItsFilesAreKnownByTheirPaths() throws IOException {
        trial.configured("""
                [sources.web]
                table = "nginx_access_log"
                config = { paths = ["LOGS"], settle = "0s" }
                """);
        takeover.remembers(tailpipe("\"/\":{\"time_ranges\":["
                + range("0001-01-01", "0001-01-01", 0, path("a", 1, 0), path("b", 6, 2))
                        .replace("86400000000000", "0")
                + "],\"granularity\":0,\"order\":0}"));
        takeover.delivered(lines(id("a", 1, 0), id("b", 6, 2)));

        takeover.imported();
        takeover.assertEverythingOnce(all());
    }

    @Test
    void aSourceWithoutTimesCannotGoOnByTimes() throws IOException {
        trial.configured("""
                [sources.web]
                table = "nginx_access_log"
                config = { paths = ["LOGS"], settle = "0s" }
                """);
        takeover.remembers(tailpipe(
                trunk("a", 0, range("2025-06-01", "2025-06-02", 0)),
                trunk("b", 0, range("2025-06-01", "2025-06-03", 0))));
        assertThat(takeover.run("--yes").err()).contains("file has files of", "Nothing was changed", "file_layout");

        takeover.remembers(tailpipe("\"/\":{\"time_ranges\":[" + range("2025-06-01", "2025-06-02", 0)
                + "],\"granularity\":86400000000000,\"order\":0}"));
        assertThat(takeover.run("--yes").err()).contains("have no times", "Nothing was changed", "file_layout");
        assertThat(trial.rows()).isEqualTo(18);
    }

    @Test
    void aStreamThatTheStateKnowsIsNotGivenOtherTimes() throws IOException {
        assertThat(trial.rows()).isEqualTo(18);
        takeover.remembers(tailpipe(trunk("a", 0, range("2025-06-01", "2025-06-02", 0))));

        assertThat(takeover.run("--yes").err())
                .contains("the state already knows the stream " + trial.logs().resolve("a"), "state reset");
        assertThat(trial.rows()).isZero();
    }

    @Test
    @DisplayName("positions-taken-over: positions in files with times leave the other files of these times")
    void positionsInFilesWithTimes() throws IOException {
        trial.append("a/2025-06-04.log", Trial.text(Trial.requests(500, 503)));
        Path part = trial.logs().resolve("a/2025-06-04.log");
        takeover.read(Path.of(path("a", 2, 0)), 1);
        takeover.read(part, 2);
        takeover.stop(OtherCollector.FLUENT_BIT);

        assertThat(takeover.run("--dry-run").out())
                .contains(row(
                        "would continue",
                        part,
                        Trial.text(Trial.requests(500, 502)).length()))
                .contains(row("would skip", Path.of(path("a", 2, 0))));
        takeover.imported();
        int[] all = all();
        int[] more = Arrays.copyOf(all, all.length + 2);
        more[all.length] = 500;
        more[all.length + 1] = 503;
        takeover.assertEverythingOnce(more);
    }

    /** A file with one request. */
    private void file(String part, int day, int number) throws IOException {
        Path file = trial.write(
                trial.logs().relativize(Path.of(path(part, day, number))).toString(),
                Trial.requests(id(part, day, number), id(part, day, number) + 1));
        Files.setLastModifiedTime(file, FileTime.from(stopped.minusSeconds(60)));
    }

    private String path(String part, int day, int number) {
        return trial.logs()
                .resolve(part + "/2025-06-0" + day + "-" + number + ".log")
                .toString();
    }

    private static int id(String part, int day, int number) {
        return (part.equals("a") ? 100 : 200) + day * 10 + number;
    }

    private static List<String> lines(Integer... ids) {
        return IntStream.range(0, ids.length)
                .mapToObj(i -> Trial.request(ids[i]))
                .toList();
    }

    private int[] all() {
        List<Integer> bounds = new ArrayList<>();
        for (int day = 1; day <= 6; day++) {
            bounds.addAll(List.of(id("a", day, 0), id("a", day, 2), id("b", day, 2), id("b", day, 3)));
        }
        return bounds.stream().mapToInt(each -> each).toArray();
    }

    private Path tailpipe(String... trunks) throws IOException {
        return Files.writeString(
                Files.createDirectories(folder.resolve("other")).resolve("collection_state_nginx_web.json"),
                "{\"struct_version\":20250618,\"state\":{\"trunk_states\":{" + String.join(",", trunks)
                        + ",\"/empty\":null},\"last_modified_time\":\"" + stopped + "\"}}");
    }

    private String trunk(String name, int order, String... ranges) {
        return "\"" + trial.logs().resolve(name) + "\":{\"time_ranges\":[" + String.join(",", ranges)
                + "],\"granularity\":86400000000000,\"order\":" + order + "}";
    }

    private static String range(String from, String to, int order, String... edge) {
        String objects = String.join(
                ",", List.of(edge).stream().map(id -> "\"" + id + "\":{}").toList());
        return "{\"time_range\":{\"lower_boundary\":\"" + from + "T00:00:00Z\",\"upper_boundary\":\"" + to
                + "T00:00:00Z\",\"collection_order\":" + order + "},\"end_objects\":{" + objects
                + "},\"granularity\":86400000000000}";
    }
}
