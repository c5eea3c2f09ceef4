package dev.tidemark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.Sealed;
import dev.tidemark.api.StateStore;
import dev.tidemark.cli.Cli.Result;
import dev.tidemark.engine.config.Configuration;
import dev.tidemark.testkit.server.DynamoNode;
import dev.tidemark.testkit.server.RedisNode;
import dev.tidemark.testkit.server.SearchNode;
import dev.tidemark.testkit.server.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.core.ExecutableProvider;

/** States on their way through all stores, with the real servers. */
class StateMigrateIT {
    private static final Path ZIPS = Path.of("..", "elastic", "target", "servers");
    private static final Path CLASS_PATH = Path.of("..", "dynamodb-local", "target", "class-path");
    /** As many as make a document that is more than one item of DynamoDB. */
    private static final int FILES = 1500;

    private static final String SOURCES = """
            [sources.many]
            table = "nginx_access_log"
            config = { paths = ["LOGS/many"], settle = "0s" }

            [sources.daily]
            table = "nginx_access_log"
            config = { paths = ["LOGS/daily"], file_layout = "%{YEAR:year}-%{MONTHNUM:month}-%{MONTHDAY:day}.log" }
            """;

    @TempDir
    private Path folder;

    private Trial trial;

    @BeforeEach
    void collect() throws IOException {
        trial = new Trial(folder).configured(SOURCES);
        for (int file = 0; file < FILES; file++) {
            trial.write("many/log-with-a-name-of-some-length-" + file + ".log", Trial.requests(file, file + 1));
        }
        trial.write("daily/2025-06-02.log", Trial.requests(0, 5));
        trial.write("daily/2025-06-03.log", Trial.requests(86_400, 86_405));
        assertThat(trial.rows()).isEqualTo(FILES + 10);
        assertThat(trial.rows())
                .as("the second run knows that nothing more comes, and saves that")
                .isZero();
    }

    @Test
    @DisplayName(
            "torn-state-file, new-field-old-state: file, Redis, OpenSearch, Elasticsearch, DynamoDB and back to file, moved,"
                    + " exported, imported, damaged and made again: byte-equal, and nothing is collected")
    void throughAllStores() throws Exception {
        Files.writeString(trial.workspace().resolve("redis-password"), "top-secret\n");
        try (ServerProcess redis = RedisNode.of(
                ExecutableProvider.newJarResourceProvider().get().toPath(),
                "--appendonly",
                "yes",
                "--requirepass",
                "top-secret")) {
            redis.start();
            move("redis", "url=redis://127.0.0.1:" + redis.port(), "password=${file:redis-password}");
            try (ServerProcess openSearch = SearchNode.OPENSEARCH.in(ZIPS)) {
                openSearch.start();
                move("opensearch", "url=http://127.0.0.1:" + openSearch.port(), "index=states");
                redis.kill();
                try (ServerProcess elasticsearch = SearchNode.ELASTICSEARCH.in(ZIPS)) {
                    elasticsearch.start();
                    move("elasticsearch", "url=[\"http://127.0.0.1:" + elasticsearch.port() + "\"]");
                    openSearch.kill();
                    try (ServerProcess dynamo = DynamoNode.of(CLASS_PATH)) {
                        dynamo.start();
                        move(
                                "dynamodb",
                                "endpoint=http://127.0.0.1:" + dynamo.port(),
                                "region=eu-central-1",
                                "create_table=true",
                                "access_key_id=local",
                                "secret_access_key=top-secret");
                        elasticsearch.kill();
                        move("file", "base_path=state");
                    }
                }
            }
        }

        trial.append("many/log-with-a-name-of-some-length-7.log", Trial.text(Trial.requests(0, 3)));
        assertThat(trial.rows()).isEqualTo(3);
    }

    /** Moves all states, goes on with them, and finds nothing to collect. */
    private void move(String type, String... config) throws Exception {
        Map<String, String> before = positions();
        List<String> words = new ArrayList<>(List.of("state", "migrate", "--to", type, "--yes"));
        for (String each : config) {
            words.addAll(List.of("--config", each));
        }
        Result moved = trial.run(words.toArray(String[]::new));
        assertThat(moved.status()).as(type + ": " + moved.err()).isZero();
        assertThat(moved.out())
                .as(type)
                .contains("storage_type = \"" + type + "\"")
                .doesNotContain("top-secret");
        assertThat(values()).as("what is left when it was moved to %s", type).isEmpty();

        String printed = moved.out().substring(moved.out().indexOf("\n[state]"));
        trial.configured(printed.replace("${env:TIDEMARK_SECRET_ACCESS_KEY}", "top-secret") + SOURCES);
        requireEqual(type, before);
        assertThat(trial.rows()).as(type).isZero();
        exportAndImport(type);
        damageAndRebuild(type);
    }

    /** Takes all states out, forgets them, and brings them in again. */
    private void exportAndImport(String type) throws Exception {
        Map<String, String> before = positions();
        String file = trial.workspace().resolve("states.json").toString();
        assertThat(trial.run("state", "export", "--file", file).status()).isZero();
        change(store -> {
            for (String key : store.keys("")) {
                store.delete(key, store.load(key).orElseThrow().version());
            }
        });
        assertThat(trial.collect().result().toString()).as(type).contains("it is gone", "state import");
        Result brought = trial.run("state", "import", file, "--yes");
        assertThat(brought.status()).as(type + ": " + brought.err()).isZero();
        requireEqual(type, before);
        assertThat(trial.rows()).as(type).isZero();
    }

    /** Damages a document, and the register, in each way; the collection stops, and goes on once they are made again. */
    private void damageAndRebuild(String type) throws Exception {
        List<String> keys = positions().keySet().stream()
                .filter(key -> key.startsWith("daily/"))
                .toList();
        assertThat(keys).hasSizeGreaterThanOrEqualTo(2);
        for (String key : keys) {
            String whole = Objects.requireNonNull(values().get(key));
            String future = whole.replaceFirst(",\\s*\"checksum\".*", "}")
                    .replaceFirst("\"format_version\": \\d+", "\"format_version\": 99")
                    .replaceFirst("\"number\":", "\"ordinal\":");
            for (byte[] bad : List.of(
                    sealed(future.replace("daily", "other")),
                    sealed(whole.substring(0, whole.length() / 2) + "}"),
                    sealed(future))) {
                change(store -> store.save(key, store.load(key).orElseThrow().version(), bad));
                Result stopped = trial.collect("daily").result();
                assertThat(stopped.status()).as(type + ": " + key).isEqualTo(Status.FAILED);
                assertThat(stopped.toString()).as(type + ": " + key).contains("tidemark state rebuild");
                Result made = trial.run("state", "rebuild", "daily", "--yes");
                assertThat(made.status()).as(type + ": " + made.err()).isZero();
                assertThat(trial.rows()).as(type).isZero();
            }
        }
    }

    /** Stores refuse what is not sealed; how they take what is damaged in the server, their contract's test tells. */
    private static byte[] sealed(String object) {
        return Sealed.seal(object.strip().getBytes(UTF_8));
    }

    private interface Change {
        void of(StateStore store) throws IOException;
    }

    private void change(Change change) throws Exception {
        try (StateStore store =
                Configuration.load(trial.workspace()).state().store().open(warning -> {})) {
            change.of(store);
        }
    }

    /** Documents may be too large to be shown. */
    private void requireEqual(String what, Map<String, String> before) throws Exception {
        Map<String, String> now = positions();
        assertThat(now.keySet()).as(what).isEqualTo(before.keySet());
        before.forEach((key, value) ->
                assertThat(now.get(key).equals(value)).as(what + ": " + key).isTrue());
    }

    /** Registers and documents: what decides what is collected. */
    private Map<String, String> positions() throws Exception {
        Map<String, String> positions = values();
        positions.keySet().removeIf(key -> key.contains("/records/") || key.endsWith("/run"));
        assertThat(positions).containsKeys("many/claims", "daily/claims").hasSizeGreaterThanOrEqualTo(4);
        return positions;
    }

    private Map<String, String> values() throws Exception {
        Map<String, String> values = new TreeMap<>();
        try (StateStore store =
                Configuration.load(trial.workspace()).state().store().open(warning -> {})) {
            for (String key : store.keys("")) {
                values.put(key, new String(store.load(key).orElseThrow().value(), UTF_8));
            }
        }
        return values;
    }
}
