package dev.tidemark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testkit.server.RedisNode;
import dev.tidemark.testkit.server.SearchNode;
import dev.tidemark.testkit.server.ServerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.embedded.core.ExecutableProvider;

/**
 * Settings and states as they are written for the Elasticsearch connector of Apache Iggy, with real servers. Of what the
 * files in {@code iggy} say only ports and the names of indexes are others.
 */
class IggySettingsIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static ServerProcess search;
    private static ServerProcess redis;
    private static int names;

    @TempDir
    Path folder;

    private Trial trial;
    private String index;

    @BeforeAll
    static void start() throws Exception {
        search = SearchNode.ELASTICSEARCH.in(Path.of("..", "elastic", "target", "servers"));
        redis = RedisNode.durable(
                ExecutableProvider.newJarResourceProvider().get().toPath());
        search.start();
        redis.start();
    }

    @AfterAll
    static void stop() throws IOException {
        search.close();
        redis.close();
    }

    @BeforeEach
    void name() throws IOException {
        index = "logs" + names++;
        trial = new Trial(folder);
    }

    private static String file(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(IggySettingsIT.class.getResourceAsStream("/iggy/" + name))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private String here(String text) {
        return text.replace("localhost:9200", "127.0.0.1:" + search.port())
                .replace("localhost:6379", "127.0.0.1:" + redis.port())
                .replace("logs-*", index + "-*");
    }

    private void configure(String before, String after) throws IOException {
        trial.configured(here(before + file("basic.toml") + after));
    }

    @ParameterizedTest
    @CsvSource({"file.toml,connector_states", "elasticsearch.toml,index connector_states", "redis.toml,redis://"})
    @DisplayName("each store of the connector keeps the state of a collection")
    void stores(String store, String place) throws Exception {
        configure(file(store), "");
        write(index + "-1", 0, 250);

        assertThat(trial.rows()).isEqualTo(250);
        assertThat(trial.rows()).isZero();
        write(index + "-1", 250, 260);
        write(index + "-2", 260, 265);
        assertThat(trial.rows()).isEqualTo(15);
        assertThat(trial.number("select count(distinct tp_id) from elasticsearch"))
                .isEqualTo(265);
        assertThat(trial.run("sources", "show", "elasticsearch").out()).contains(place);
        assertThat(trial.workspace().resolve("state")).doesNotExist();
    }

    @Test
    @DisplayName("the state may be set in the connector's config, with tracked fields")
    void stateInConfig() throws Exception {
        String state = file("state.toml");
        configure("", state.substring(state.indexOf("state = {")));
        write(index + "-1", 0, 3);

        assertThat(trial.rows()).isEqualTo(3);
        assertThat(trial.workspace()
                        .resolve("connector_states/@elasticsearch_logs_connector/elasticsearch/claims.json"))
                .exists();
        assertThat(trial.run("state", "show", "elasticsearch", "--output", "json")
                        .out())
                .contains("\"total_documents_fetched\": 3", "last_document_id", "last_poll_timestamp")
                .doesNotContain("poll_count", "processing_stats");
    }

    @Test
    @DisplayName("streams of a broker are said to have no effect, once")
    void streams() throws Exception {
        configure("", "");
        write(index + "-1", 0, 1);

        assertThat(trial.collect().result().err())
                .containsOnlyOnce("[[sources.elasticsearch.streams]] has no effect")
                .contains("not to elasticsearch_stream/documents");
    }

    @Test
    @DisplayName("the figures of polls that bring something, nothing, and fail")
    void figures() throws Exception {
        configure("", "");
        write(index + "-1", 0, 250);
        assertThat(trial.rows()).isEqualTo(250);
        assertThat(trial.rows()).isZero();
        String before = show();
        send("POST", "/" + index + "-1/_close", "");
        write(index + "-2", 250, 251);
        assertThat(trial.rows()).isEqualTo(1);
        search.kill();
        try {
            assertThat(trial.collect().status()).isEqualTo(Status.FAILED);
        } finally {
            search.start();
        }
        String after = show();

        assertThat(before)
                .contains(
                        "\"total_documents_fetched\": 250",
                        "\"poll_count\": 2",
                        "\"last_document_id\": \"d249\"",
                        "\"last_offset\": 250",
                        "\"error_count\": 0",
                        "\"empty_polls_count\": 1",
                        "\"successful_polls_count\": 1",
                        "\"total_bytes_processed\": " + bytes(0, 250))
                .doesNotContain("last_error", "\"avg_batch_processing_time_ms\": 0.0");
        assertThat(after).contains("\"error_count\": 1", "\"last_error\": \"");
    }

    private String show() {
        return trial.run("state", "show", "elasticsearch", "--output", "json").out();
    }

    @Test
    @DisplayName("a state without positions is taken over where the operator says")
    void foreignState() throws Exception {
        configure("", "");
        write(index + "-1", 0, 20);
        Path file = Files.writeString(folder.resolve("s.json"), file("state.json"));

        Cli.Result unsaid = trial.run("state", "import", file.toString(), "--source", "elasticsearch");
        assertThat(unsaid.status()).isEqualTo(Status.USAGE);
        assertThat(unsaid.err())
                .contains("holds no position", "--from-beginning", "--from-last-poll", "2024-01-15 10:30:00");
        assertThat(trial.run("state", "import", file.toString(), "--from-beginning")
                        .err())
                .contains("'elasticsearch_logs_connector', which is the state_id or the name of no source");
        Cli.Result timed =
                trial.run("state", "import", file.toString(), "--source", "elasticsearch", "--from-last-poll");
        assertThat(timed.err()).contains("know no times", "from = \"2024-01-14T10:30:00Z\"");

        Cli.Result done =
                trial.run("state", "import", file.toString(), "--source", "elasticsearch", "--from-beginning", "--yes");
        assertThat(done.status()).as(done.toString()).isZero();
        assertThat(done.out()).contains("also the 15,000 documents that the other connector has delivered");
        assertThat(trial.rows()).isEqualTo(20);
    }

    @Test
    @DisplayName("with from the first run stores what is from a time on, and later ones everything new")
    void fromATime() throws Exception {
        trial.configured(
                here(file("basic.toml").replace("enabled = true", "enabled = true\nfrom = \"2026-03-05T00:00:10Z\"")));
        write(index + "-1", 0, 20);

        assertThat(trial.rows()).isEqualTo(10);
        write(index + "-1", 61, 62);
        write(index + "-1", 20, 21);
        assertThat(trial.rows()).as("a late document and a new one").isEqualTo(1 + 1);
    }

    @Test
    @DisplayName("what is exported in the connector's form is a position to go on from")
    void roundTrip() throws Exception {
        configure("", "");
        write(index + "-1", 0, 20);
        assertThat(trial.rows()).isEqualTo(20);
        Path file = folder.resolve("mine.json");

        Cli.Result exported =
                trial.run("state", "export", "elasticsearch", "--format", "iggy", "--file", file.toString());
        assertThat(exported.status()).as(exported.toString()).isZero();
        assertThat(Files.readString(file))
                .contains(
                        "\"id\": \"elasticsearch\"",
                        "\"version\": 2",
                        "\"total_documents_fetched\": 20",
                        "\"last_document_id\": \"d19\"",
                        "\"connector_type\": \"elasticsearch_source\"",
                        "\"connector_id\": 1",
                        "\"index\": \"" + index + "-*\"",
                        "\"url\": \"http://127.0.0.1:" + search.port() + "\"");
        Cli.Result again = trial.run("state", "import", file.toString());
        assertThat(again.out()).contains("unchanged");
        assertThat(trial.rows()).isZero();

        String state = show();
        Trial other = new Trial(folder.resolve("other"));
        other.configured(Files.readString(trial.workspace().resolve("tidemark.toml")));
        assertThat(other.run("state", "import", file.toString(), "--dry-run").out())
                .contains("would begin");
        assertThat(other.run("state", "import", file.toString(), "--yes").status())
                .isZero();
        write(index + "-1", 20, 25);
        assertThat(other.rows()).isEqualTo(5);
        assertThat(state).contains("up_to");
        assertThat(other.run("state", "import", file.toString(), "--yes").err())
                .contains("already knows " + index + "-1, at another position");
    }

    private static String document(int i) {
        return "{\"@timestamp\":\"2026-03-05T00:00:%02dZ\",\"message\":\"line %d\"}".formatted(i % 60, i);
    }

    private static long bytes(int from, int to) {
        long bytes = 0;
        for (int i = from; i < to; i++) {
            bytes += document(i).length();
        }
        return bytes;
    }

    private static void write(String name, int from, int to) throws Exception {
        StringBuilder bulk = new StringBuilder();
        for (int i = from; i < to; i++) {
            bulk.append("{\"index\":{\"_id\":\"d").append(i).append("\"}}\n");
            bulk.append(document(i)).append('\n');
        }
        assertThat(send("POST", "/" + name + "/_bulk", bulk.toString())).contains("\"errors\":false");
    }

    private static String send(String method, String path, String body) throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + search.port() + path))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        return answer.body();
    }
}
