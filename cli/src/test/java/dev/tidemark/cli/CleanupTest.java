package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that remove what nobody needs any more. */
class CleanupTest {
    private static final String WEB = """
            [sources.web]
            table = "nginx_access_log"
            config = { paths = ["LOGS/web"], settle = "0s" }
            """;
    private static final String API = """
            [sources.api]
            table = "nginx_access_log"
            config = { paths = ["LOGS/api"], settle = "0s" }
            """;

    @TempDir
    Path folder;

    private Trial trial;

    @BeforeEach
    void collect() throws IOException {
        trial = new Trial(folder).configured(WEB + API);
        trial.write("web/a.log", Trial.requests(0, 10));
        trial.write("api/a.log", Trial.requests(0, 5));
        assertThat(trial.rows()).isEqualTo(15);
        trial.configured(WEB);
    }

    @Test
    void onlyWhatIsNotConfiguredAndOldIsRemoved() throws IOException {
        Result young = trial.run("state", "cleanup", "--older-than", "30d", "--yes");
        assertThat(young.status()).as(young.err()).isZero();
        assertThat(young.out()).containsPattern("api +stays +changed at 20").containsPattern("web +stays +configured");

        Result dry = trial.run("state", "cleanup", "--older-than", "0s", "--dry-run");
        assertThat(dry.out())
                .containsPattern("api +would remove +1 state in " + trial.workspace() + "/state, changed last at 20")
                .containsPattern("web +would stay +configured");
        assertThat(state("api/claims.json")).exists();

        Result removed = trial.run("state", "cleanup", "--older-than", "0s", "--yes");
        assertThat(removed.status()).as(removed.err()).isZero();
        assertThat(removed.out()).containsPattern("api +removed +1 state");
        assertThat(state("api/claims.json")).doesNotExist();
        assertThat(state("api/streams/file.json")).doesNotExist();
        assertThat(state("web/claims.json")).exists();
        assertThat(trial.rows()).isZero();
    }

    @Test
    @DisplayName("whoever configures the source again is told that its state is gone, and can have it made again")
    void aSourceThatIsConfiguredAgainIsNotSilentlyCollectedAgain() throws IOException {
        assertThat(trial.run("state", "cleanup", "--older-than", "0s", "--yes").status())
                .isZero();
        trial.configured(WEB + API);
        trial.append("api/a.log", Trial.text(Trial.requests(5, 7)));

        Trial.Ended refused = trial.collect("api");
        assertThat(refused.status()).isEqualTo(Status.FAILED);
        assertThat(refused.result().out())
                .contains("api/claims", "it is gone, though claim 1 of api was published")
                .contains("state rebuild api", "state import", "state reset api");
        assertThat(trial.number("select count(*) from nginx_access_log")).isEqualTo(15);

        Result rebuilt = trial.run("state", "rebuild", "api", "--yes");
        assertThat(rebuilt.status()).as(rebuilt.err()).isZero();
        assertThat(trial.rows("api")).isEqualTo(2);
    }

    @Test
    void whatIsDamagedIsNamedAndStays() throws IOException {
        Files.writeString(state("api/streams/file.json"), "{}");

        Result result = trial.run("state", "cleanup", "--older-than", "0s", "--yes");

        assertThat(result.out()).containsPattern("api +stays +damaged: .*file.json cannot be used");
        assertThat(state("api/claims.json")).exists();
    }

    @Test
    void statesOfAnotherIdAreNotTouched() throws IOException {
        trial.configured("[state]\nstate_id = \"paris\"\n" + WEB);

        Result result = trial.run("state", "cleanup", "--older-than", "0s", "--yes");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out()).doesNotContain("api");
        assertThat(state("api/claims.json")).exists();
    }

    @Test
    void itAsksFirstAndWantsATime() {
        assertThat(trial.run("state", "cleanup", "--older-than", "0s").err())
                .contains("this removes what is remembered of api; rows stay", "--yes", "--dry-run");
        assertThat(trial.run("state", "cleanup").err()).contains("--older-than");
        assertThat(trial.run("state", "cleanup", "--older-than", "month").err()).contains("month");
        assertThat(trial.run("state", "cleanup", "--older-than", "2999-01-01").err())
                .contains("--older-than is a span of time such as 30d");
        assertThat(state("api/claims.json")).exists();
    }

    @Test
    @DisplayName("compact sweeps from the journal what nobody claimed a day ago, and nothing that a claim refers to")
    void theJournalIsSwept() throws IOException {
        Path manifests = trial.workspace().resolve("lake/journal/manifests/web");
        Path old = leftover(manifests, Duration.ofHours(25));
        Path young = leftover(manifests, Duration.ofHours(23));
        long claims = count(manifests) - 2;

        assertThat(trial.run("compact").err()).contains("1 document that collections left in the journal");

        assertThat(old).doesNotExist();
        assertThat(young).exists();
        assertThat(count(manifests)).isEqualTo(claims + 1);
        assertThat(trial.rows()).isZero();
    }

    private static Path leftover(Path manifests, Duration age) throws IOException {
        Path file = manifests.resolve("000000000002-" + age.toHours() + ".json");
        try (var files = Files.list(manifests)) {
            Files.copy(files.findFirst().orElseThrow(), file);
        }
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }

    private static long count(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.count();
        }
    }

    private Path state(String name) {
        return trial.workspace().resolve("state").resolve(name);
    }
}
