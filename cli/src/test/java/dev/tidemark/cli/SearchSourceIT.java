package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testkit.server.SearchNode;
import dev.tidemark.testkit.server.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Indexes of a real OpenSearch, collected with the program. */
class SearchSourceIT {
    private static final Path ZIPS = Path.of("..", "elastic", "target", "servers");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static ServerProcess node;
    private static int names;

    @TempDir
    Path folder;

    private Trial trial;
    private String index;

    @BeforeAll
    static void start() throws Exception {
        node = SearchNode.OPENSEARCH.in(ZIPS);
        node.start();
    }

    @AfterAll
    static void stop() throws IOException {
        node.close();
    }

    @BeforeEach
    void configure() throws IOException {
        index = "logs" + names++;
        trial = new Trial(folder).configured("""
                [sources.search]
                connector = "opensearch"
                table = "events"
                [sources.search.config]
                url = "http://127.0.0.1:%d"
                index = "%s-*"
                batch_size = 100

                [tables.events.columns]
                tp_timestamp = { source = "@timestamp" }
                message = "varchar"
                number = "bigint"
                document = { type = "varchar", source = "_id" }
                """.formatted(node.port(), index));
    }

    @Test
    @DisplayName("every document is a row, once, with equal timestamps, dates in the future and across shards")
    void everyDocumentOnce() throws Exception {
        create(index + "-a", 3);
        create(index + "-b", 1);
        write(index + "-a", 0, 1000);
        write(index + "-b", 1000, 1250);

        assertThat(trial.rows()).isEqualTo(1250);
        assertThat(trial.rows()).isZero();
        write(index + "-a", 1250, 1251);
        create(index + "-c", 1);
        write(index + "-c", 1251, 1255);
        assertThat(trial.rows()).isEqualTo(5);

        assertThat(trial.query(
                        "select count(*), count(distinct tp_id), count(distinct number), max(number) from events"))
                .containsExactly("1255,1255,1255,1254");
        assertThat(trial.query("select distinct tp_source_type, tp_partition from events"))
                .containsExactly("opensearch,search");
    }

    private static void create(String name, int shards) throws Exception {
        send(
                "PUT",
                "/" + name,
                "{\"settings\":{\"number_of_shards\":" + shards
                        + ",\"number_of_replicas\":0,\"refresh_interval\":\"-1\"}}");
    }

    private static void write(String name, int from, int to) throws Exception {
        StringBuilder bulk = new StringBuilder();
        for (int i = from; i < to; i++) {
            bulk.append("{\"index\":{\"_id\":\"d").append(i).append("\"}}\n");
            bulk.append("{\"@timestamp\":\"")
                    .append(i % 10 == 0 ? "2099-01-01T00:00:00Z" : "2026-03-05T00:00:00Z")
                    .append("\",\"message\":\"line \\n ")
                    .append(i)
                    .append("\",\"number\":")
                    .append(i)
                    .append("}\n");
        }
        String answer = send("POST", "/" + name + "/_bulk", bulk.toString());
        assertThat(answer).contains("\"errors\":false");
    }

    private static String send(String method, String path, String body) throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + path))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        return answer.body();
    }
}
