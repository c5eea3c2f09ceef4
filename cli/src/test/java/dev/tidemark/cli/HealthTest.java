package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Cli.Result;
import dev.tidemark.engine.health.CheckerRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthTest {
    private static final String SOURCE = """
            [sources.web]
            table = "nginx_access_log"
            config = { paths = ["LOGS"] }
            """;

    @TempDir
    Path folder;

    private Trial trial;

    @BeforeEach
    void configure() throws IOException {
        trial = new Trial(folder).configured(SOURCE);
        trial.write("access.log", Trial.requests(0, 10));
    }

    @Test
    void whatIsCollectedIsWellAndWhatIsNotYetIsNew() {
        assertThat(trial.run("health", "--output", "csv").out()).contains("web,file,new,");
        assertThat(trial.rows()).isEqualTo(10);

        Result result = trial.run("health", "--output", "csv");
        assertThat(result.status()).as(result.toString()).isEqualTo(Status.DONE);
        assertThat(result.out().lines())
                .containsExactly(
                        "source,stream,health,alarm,since,detail,last_error,what_to_do,account,last_event,gaps",
                        "web,file,ok,,,,,,,2025-06-02 00:00:09,0");
    }

    @Test
    @DisplayName("health-says-ok: a source that fails says so, with the error, until two rounds were good")
    void whatFailsSaysWhy() throws IOException {
        trial.configured(SOURCE + "health = { failures = 1, failing_after = \"0s\" }\n");
        assertThat(trial.rows()).isEqualTo(10);
        Files.delete(trial.logs().resolve("access.log"));
        Files.delete(trial.logs());
        assertThat(trial.collect().status()).isEqualTo(Status.INCOMPLETE);

        Result bad = trial.run("health", "--output", "json");
        assertThat(bad.status()).as(bad.toString()).isEqualTo(Status.ALARM);
        assertThat(bad.out())
                .contains("\"health\":\"failing\"", "\"alarm\":\"raised\"", "failed once in a row (source_down)")
                .contains("\"last_error\":\"" + trial.logs() + ": ");
        assertThat(trial.run("health", "--alarms").out()).isEmpty();
        assertThat(trial.run("health").status()).isEqualTo(Status.ALARM);

        trial.write("access.log", Trial.requests(0, 10));
        assertThat(trial.collect().status()).isEqualTo(Status.DONE);
        assertThat(trial.run("health", "--output", "json").out())
                .contains("\"health\":\"failing\"", "believed after 2 good rounds");
        assertThat(trial.collect().status()).isEqualTo(Status.DONE);
        Result good = trial.run("health", "--alarms", "--output", "json");
        assertThat(good.status()).isEqualTo(Status.DONE);
        assertThat(good.out()).contains("\"health\":\"ok\"", "\"alarm\":\"cleared\"");
    }

    @Test
    void aCollectorThatStoppedIsNamed() throws IOException {
        trial.configured(SOURCE + "health = { not_running_after = \"0s\" }\n");
        assertThat(trial.rows()).isEqualTo(10);

        Result result = trial.run("health", "web", "--output", "json");
        assertThat(result.status()).isEqualTo(Status.ALARM);
        assertThat(result.out()).contains("\"health\":\"not_running\"", "start what runs 'tidemark collect web'");
    }

    @Test
    void aStateThatWasRemovedIsLost() throws IOException {
        assertThat(trial.rows()).isEqualTo(10);
        assertThat(trial.run("health").status()).isEqualTo(Status.DONE);
        Path state = trial.workspace().resolve("state/web/streams");
        try (Stream<Path> files = Files.list(state)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Result result = trial.run("health", "--output", "csv");
        assertThat(result.status()).isEqualTo(Status.ALARM);
        assertThat(result.out()).contains("web,file,state_lost,raised,");
    }

    @Test
    void otherSourcesDoNotMatterWhenOneIsAskedFor() throws IOException {
        trial.configured(SOURCE + """
                [sources.never]
                table = "nginx_access_log"
                polling_interval = "1s"
                config = { paths = ["LOGS/never"] }
                health = { not_running_after = "0s" }
                """);
        Files.createDirectories(trial.logs().resolve("never"));
        assertThat(trial.rows("web")).isEqualTo(10);

        assertThat(trial.run("health", "web").status()).isEqualTo(Status.DONE);
        assertThat(trial.run("health", "--output", "csv").out()).contains("never,file,new,");
        assertThat(trial.run("health", "wbe").status()).isEqualTo(Status.USAGE);
    }

    @Test
    void figuresAreWrittenForPrometheus() throws IOException {
        assertThat(trial.rows()).isEqualTo(10);
        Path file = trial.workspace().resolve("tidemark.prom");
        assertThat(trial.run("health", "--metrics", file.toString()).status()).isEqualTo(Status.DONE);

        String labels = "{collector=\"web\",stream=\"file\",type=\"file\"}";
        List<String> lines = Files.readAllLines(file);
        assertThat(lines)
                .contains("tidemark_rows_total" + labels + " 10.0")
                .contains("tidemark_rounds_total" + labels + " 1.0")
                .contains("tidemark_quarantined_total" + labels + " 0.0")
                .contains("tidemark_late_total" + labels + " 0.0")
                .contains("tidemark_gaps" + labels + " 0.0")
                .contains("tidemark_health{collector=\"web\",state=\"ok\",stream=\"file\"} 1.0")
                .contains("tidemark_health{collector=\"web\",state=\"failing\",stream=\"file\"} 0.0")
                .contains("# TYPE tidemark_rows_total counter");
        for (String name : List.of(
                "tidemark_read_bytes_total",
                "tidemark_progress_age_seconds",
                "tidemark_data_age_seconds",
                "tidemark_heartbeat_age_seconds",
                "tidemark_lag_seconds",
                "tidemark_state_size_bytes")) {
            assertThat(lines).anyMatch(line -> line.startsWith(name + labels));
        }
        assertThat(lines)
                .anyMatch(line -> line.startsWith("tidemark_state_saves_total{collector=\"web\",outcome=\"ok\""));
        try (Stream<Path> beside = Files.list(trial.workspace())) {
            assertThat(beside.map(path -> path.getFileName().toString())).noneMatch(name -> name.contains(".tmp"));
        }
        String page = Files.readString(Path.of("../docs/health.md"));
        lines.stream()
                .filter(line -> line.startsWith("tidemark_"))
                .map(line -> line.substring(0, line.indexOf('{') < 0 ? line.indexOf(' ') : line.indexOf('{')))
                .distinct()
                .forEach(name -> assertThat(page).contains("`" + name + "`"));
    }

    @Test
    @DisplayName("gaps, the account and the newest event are told by the runs, as 'gaps' tells them")
    void whatIsMissingIsTold() throws IOException {
        trial.configured("""
                [sources.daily]
                table = "nginx_access_log"
                config = { paths = ["LOGS/daily"], file_layout = \
                "%{NUMBER:account_id}/%{YEAR:year}-%{MONTHNUM:month}-%{MONTHDAY:day}.log", settle = "0s" }
                """.replace("\\\n", ""));
        for (int day = 0; day < 5; day++) {
            trial.write("daily/4711/2025-06-0" + (2 + day) + ".log", Trial.requests(day * 86_400, day * 86_400 + 3));
        }
        assertThat(trial.rows("--from", "2025-06-02", "--to", "2025-06-03")).isEqualTo(3);
        assertThat(trial.rows("--from", "2025-06-05", "--to", "2025-06-06")).isEqualTo(3);
        assertThat(trial.rows("--from", "2025-06-06")).isEqualTo(3);

        assertThat(trial.run("gaps", "--output", "json").out().lines()).hasSize(1);
        assertThat(trial.run("health", "--output", "json").out())
                .contains("\"account\":\"4711\",\"last_event\":\"2025-06-06T00:00:02Z\",\"gaps\":1}");
        assertThat(metric("tidemark_gaps")).endsWith(" 1.0");
        assertThat(metric("tidemark_event_age_seconds")).isNotEmpty();

        assertThat(trial.rows("--gaps")).isEqualTo(6);
        assertThat(trial.run("gaps", "--output", "json").out()).isEmpty();
        assertThat(metric("tidemark_gaps")).endsWith(" 0.0");
        assertThat(trial.run("health", "--output", "json").out()).contains("\"gaps\":0}");
    }

    private String metric(String name) throws IOException {
        Path file = trial.workspace().resolve("tidemark.prom");
        trial.run("health", "--metrics", file.toString());
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(name + "{"))
                .findFirst()
                .orElse("");
    }

    @Test
    @DisplayName("health-says-ok: who collects tells that nobody checks any more")
    void whoCollectsTellsThatNobodyChecksAnyMore() throws IOException {
        assertThat(trial.rows()).isEqualTo(10);
        Instant last = Instant.now().minus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS);
        CheckerRecord regular = new CheckerRecord(Optional.of(last), 9, Map.of());
        Files.write(trial.workspace().resolve("state/health.json"), regular.encode());

        Result result = trial.collect().result();
        assertThat(result.status()).isEqualTo(Status.DONE);
        assertThat(result.err()).contains("nobody has checked the health of the collection since " + last + ", for 2h");
        assertThat(trial.run("health").err()).contains("nobody has checked");
        assertThat(trial.collect().result().err()).doesNotContain("nobody has checked");
    }

    @Test
    void whatTheLastCheckLeftIsNotNeeded() throws IOException {
        assertThat(trial.rows()).isEqualTo(10);
        Files.writeString(trial.workspace().resolve("state/health.json"), "{\"torn");

        Result result = trial.run("health");
        assertThat(result.status()).isEqualTo(Status.DONE);
        assertThat(result.err()).contains("what the last check left was damaged, alarms are raised anew");
        assertThat(trial.run("health").err()).isEmpty();
    }
}
