package dev.tidemark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** States that are moved by the command, between folders. */
class StateMigrateTest {
    private static final String SOURCES = """
            [sources.web]
            table = "nginx_access_log"
            config = { paths = ["LOGS/web"], settle = "0s" }

            [sources.api]
            table = "nginx_access_log"
            config = { paths = ["LOGS/api"], settle = "0s" }
            """;

    @TempDir
    Path folder;

    private Trial trial;

    @BeforeEach
    void collect() throws IOException {
        trial = new Trial(folder).configured(SOURCES);
        trial.write("web/a.log", Trial.requests(0, 10));
        trial.write("api/a.log", Trial.requests(0, 5));
        assertThat(trial.rows()).isEqualTo(15);
    }

    @Test
    void everythingIsMovedAndCollectedOnWithWhatIsPrinted() throws IOException {
        trial.run("health");
        Map<String, String> before = values("state");

        Result moved = trial.run(move("marks"));

        assertThat(moved.status()).as(moved.err()).isZero();
        assertThat(moved.out())
                .containsPattern("api +file +moved +up to claim 1, 1 item")
                .containsPattern("web +file +moved +up to claim 1, 1 item");
        assertThat(values("marks")).isEqualTo(before).containsKeys("health.json", "web/claims.json");
        assertThat(values("state")).isEmpty();
        trial.configured(printed(moved) + SOURCES);
        trial.append("web/a.log", Trial.text(Trial.requests(10, 13)));
        assertThat(trial.rows()).isEqualTo(3);
        assertThat(trial.run("state", "migrate", "--to", "file", "--config", "base_path=marks", "--yes")
                        .err())
                .contains("there is nothing to move to " + trial.workspace().resolve("marks"));
    }

    @Test
    void oneSourceIsMovedToAPlaceOfItsOwn() throws IOException {
        Result moved = trial.run("state", "migrate", "web", "--to", "file", "--config", "base_path=marks", "--yes");

        assertThat(moved.status()).as(moved.err()).isZero();
        assertThat(printed(moved)).startsWith("[sources.web.state]");
        assertThat(values("state")).containsKey("api/claims.json").doesNotContainKey("web/claims.json");
        trial.configured(SOURCES + printed(moved));
        assertThat(trial.rows()).isZero();
        Result all = trial.run(move("all"));
        assertThat(all.out()).contains("and in [sources.web.state] no storage_type, storage_config or state_id");
        trial.configured(printed(all) + SOURCES);
        assertThat(trial.rows()).isZero();
    }

    @Test
    @DisplayName("a dry run says what would be moved and read, and changes nothing")
    void aDryRunChangesNothing() throws IOException {
        trial.append("web/a.log", Trial.text(Trial.requests(10, 13)));
        Map<String, String> before = values("state");

        Result dry = trial.run("state", "migrate", "--to", "file", "--config", "base_path=marks", "--dry-run");
        Result json = trial.run(
                "state", "migrate", "--to", "file", "--config", "base_path=marks", "--dry-run", "--output", "json");

        assertThat(dry.status()).as(dry.err()).isZero();
        assertThat(dry.out())
                .containsPattern("web +file +would move +up to claim 1, 1 item")
                .containsPattern("web +file +would read +1 artifact")
                .contains("Then write this into", "[state]", "base_path = \"marks\"");
        assertThat(json.out().lines()).hasSize(4).allMatch(line -> line.startsWith("{"));
        assertThat(json.out()).containsPattern("would read.*web/a.log").containsPattern("would skip.*api/a.log");
        assertThat(json.err()).contains("base_path = \"marks\"");
        assertThat(values("state")).isEqualTo(before);
        assertThat(trial.workspace().resolve("marks")).doesNotExist();
    }

    @Test
    void theStateIdIsKeptUnlessAnotherIsSaid() throws IOException {
        Result named = trial.run(
                "state", "migrate", "--to", "file", "--config", "base_path=state", "--state-id", "berlin", "--yes");
        assertThat(named.status()).as(named.err()).isZero();
        assertThat(values("state")).containsKey("@berlin/web/claims.json").doesNotContainKey("web/claims.json");
        trial.configured(printed(named) + SOURCES);

        Result kept = trial.run(move("marks"));

        assertThat(printed(kept)).contains("state_id = \"berlin\"");
        assertThat(values("marks")).containsKey("@berlin/web/claims.json");
        trial.configured(printed(kept) + SOURCES + "state = { state_id = \"paris\" }\n");
        assertThat(trial.run(move("more")).err())
                .contains("not all of the sources have the same state_id (berlin, paris)", "--state-id");
    }

    @Test
    void aStateThatIsThereAlreadyIsNotOverwritten() throws IOException {
        assertThat(trial.run(move("marks")).status()).isZero();
        Map<String, String> moved = values("marks");
        Files.createDirectories(trial.workspace().resolve("state/web"));
        Files.writeString(trial.workspace().resolve("state/web/claims.json"), moved.get("web/claims.json"));

        Result refused = trial.run(move("marks"));

        assertThat(refused.status()).isEqualTo(Status.FAILED);
        assertThat(refused.err())
                .contains("web: there is a state of web in " + trial.workspace().resolve("marks")
                        + " already, up to claim 1; the one in "
                        + trial.workspace().resolve("state") + " ends with claim 1")
                .contains("an older copy, --replace puts", "--state-id", "1 of 1 source could not be moved");
        assertThat(values("marks")).isEqualTo(moved);
    }

    @Test
    void aDamagedStateIsNotMovedAndTheOthersAre() throws IOException {
        Files.writeString(trial.workspace().resolve("state/web/streams/file.json"), "{}");

        Result result = trial.run(move("marks"));

        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.err())
                .contains("tidemark: web: ", "file.json cannot be used", "checksum")
                .contains("1 of 2 sources could not be moved", "run the same command again");
        assertThat(result.out()).doesNotContain("[state]");
        assertThat(values("marks")).containsKey("api/claims.json").doesNotContainKey("web/claims.json");
        assertThat(values("state")).containsKey("web/claims.json");
    }

    @Test
    void damagedFiguresBeginAnewAndTheRestIsMoved() throws IOException {
        Files.writeString(trial.workspace().resolve("state/web/records/file.json"), "{}");

        Result moved = trial.run(move("marks"));

        assertThat(moved.status()).as(moved.err()).isZero();
        assertThat(moved.err()).contains("the figures of web/records/file begin anew", "checksum");
        assertThat(values("state")).isEmpty();
        trial.configured(printed(moved) + SOURCES);
        assertThat(trial.rows()).isZero();
    }

    @Test
    void itAsksFirst() throws IOException {
        Result result = trial.run("state", "migrate", "--to", "file", "--config", "base_path=marks");

        assertThat(result.status()).isEqualTo(Status.USAGE);
        assertThat(result.err()).contains("this moves the state of api, web to", "--yes", "--dry-run");
        assertThat(values("state")).isNotEmpty();
    }

    @Test
    void mistakesAreToldWithTheNearestName() {
        assertThat(trial.run("state", "migrate", "--to", "fil", "--yes").err()).contains("did you mean 'file'?");
        assertThat(trial.run("state", "migrate", "--to", "redis", "--config", "ulr=x", "--yes")
                        .err())
                .contains("unknown key 'ulr'; did you mean 'url'?");
        assertThat(trial.run("state", "migrate", "wep", "--to", "file", "--yes").err())
                .contains("nothing is remembered of a source 'wep'; did you mean 'web'?");
        assertThat(trial.run("state", "migrate", "--yes").err()).contains("--to");
        assertThat(trial.run("state", "migrate", "--to", "redis", "--config", "url", "--yes")
                        .err())
                .contains("KEY=VALUE");
    }

    private static String[] move(String place) {
        return new String[] {"state", "migrate", "--to", "file", "--config", "base_path=" + place, "--yes"};
    }

    /** The part of what was printed that is for the configuration. */
    private static String printed(Result result) {
        int begin = result.out().indexOf("\n[s");
        int end = result.out().indexOf("\n\n", begin);
        return result.out().substring(begin + 1, end) + "\n\n";
    }

    /** What lies in a folder of states, without the locks and the generations before. */
    private Map<String, String> values(String place) throws IOException {
        Path base = trial.workspace().resolve(place);
        Map<String, String> values = new TreeMap<>();
        try (Stream<Path> files = Files.walk(base)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".json")).toList()) {
                values.put(base.relativize(file).toString(), Files.readString(file, UTF_8));
            }
        }
        return values;
    }
}
