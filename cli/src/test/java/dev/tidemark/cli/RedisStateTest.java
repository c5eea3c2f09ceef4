package dev.tidemark.cli;

import static dev.tidemark.cli.Trial.requests;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.Sealed;
import dev.tidemark.api.StateStore;
import dev.tidemark.cli.Trial.Ended;
import dev.tidemark.engine.config.Configuration;
import dev.tidemark.testkit.server.RedisNode;
import dev.tidemark.testkit.server.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.core.ExecutableProvider;

/** The program with its state in Redis, which forgets it when it ends. */
class RedisStateTest {
    private static ServerProcess redis;
    private static int places;

    @TempDir
    private Path folder;

    private Trial trial;

    @BeforeAll
    static void startRedis() throws Exception {
        redis = RedisNode.of(
                ExecutableProvider.newJarResourceProvider().get().toPath(),
                "--appendonly",
                "no",
                "--requirepass",
                "top-secret");
        redis.start();
    }

    @AfterAll
    static void stopRedis() throws IOException {
        redis.close();
    }

    @BeforeEach
    void configure() throws IOException {
        trial = new Trial(folder);
        trial.configured("""
                [state]
                storage_type = "redis"
                storage_config = { url = "redis://127.0.0.1:%d", password = "top-secret", key_prefix = "t%d:" }

                [sources.web]
                table = "nginx_access_log"
                config = { paths = ["LOGS/web"], settle = "0s" }

                [sources.api]
                table = "nginx_access_log"
                config = { paths = ["LOGS/api"], settle = "0s" }
                state = { storage_type = "file", storage_config = { base_path = "marks" } }
                """.formatted(redis.port(), places++));
        trial.write("web/access.log", requests(0, 100));
        trial.write("api/access.log", requests(0, 10));
    }

    @Test
    @DisplayName("nothing-recollected: each source remembers in its own store")
    void everySourceRemembersInItsOwnStore() {
        assertThat(trial.rows()).isEqualTo(110);
        assertThat(trial.rows()).isZero();
        assertThat(trial.workspace().resolve("state")).doesNotExist();
        assertThat(trial.workspace().resolve("marks/api/claims.json")).exists();
        assertThat(trial.run("state", "show", "--output", "csv").out())
                .contains("web,")
                .contains("api,");
    }

    @Test
    void whatTheServerMayForgetIsSaidOnceAndNoPasswordIsSaidEver() {
        Ended collected = trial.collect();
        Cli.Result shown = trial.run("sources", "show", "web");
        Cli.Result states = trial.run("state", "show");

        assertThat(collected.result().out().lines().filter(line -> line.contains("\"warned\"")))
                .singleElement()
                .asString()
                .contains("keeps no append-only file");
        assertThat(states.err()).containsOnlyOnce("tidemark: warning: the Redis server 127.0.0.1:" + redis.port());
        assertThat(shown.out()).contains("redis://127.0.0.1:" + redis.port());
        for (Cli.Result each : List.of(collected.result(), shown, states)) {
            assertThat(each.out() + each.err()).doesNotContain("top-secret");
        }
    }

    @Test
    @DisplayName("older-savepoint: a server that has forgotten everything is an error, and no row is stored twice")
    void aServerThatHasForgottenIsNotANewOne() throws Exception {
        assertThat(trial.rows()).isEqualTo(110);
        redis.kill();
        redis.start();

        Ended ended = trial.collect("web");

        assertThat(ended.status()).isEqualTo(Status.FAILED);
        assertThat(ended.result().out())
                .contains("web/claims", "it is gone", "tidemark state import", "state reset web");
        assertThat(trial.number("select count(*) from nginx_access_log")).isEqualTo(110);
    }

    @Test
    @DisplayName("registry-wiped-by-transient-error: without its server a source fails, and the others are collected")
    void aServerThatIsAwayIsAnErrorOfItsSources() throws Exception {
        redis.kill();
        try {
            Ended ended = trial.collect();

            assertThat(ended.status()).isEqualTo(Status.FAILED);
            assertThat(ended.result().out()).contains("127.0.0.1:" + redis.port(), "Start it, or correct 'url'");
            assertThat(trial.number("select count(*) from nginx_access_log")).isEqualTo(10);
        } finally {
            redis.start();
        }
    }

    @Test
    @DisplayName("new-field-old-state: a document of a newer version stops its source, and says so")
    void aDocumentOfANewerVersionStopsItsSource() throws Exception {
        assertThat(trial.rows()).isEqualTo(110);
        try (StateStore store =
                Configuration.load(trial.workspace()).state().store().open(warning -> {})) {
            String key = store.keys("web/streams/").getFirst();
            Optional<StateStore.Entry> entry = store.load(key);
            byte[] newer = Sealed.seal("{\"format_version\":99}".getBytes(UTF_8));
            store.save(key, entry.orElseThrow().version(), newer);
        }

        Ended ended = trial.collect("web");

        assertThat(ended.status()).isEqualTo(Status.FAILED);
        assertThat(ended.result().out()).contains("web/streams/", "Use the version of Tidemark that wrote it");
    }
}
