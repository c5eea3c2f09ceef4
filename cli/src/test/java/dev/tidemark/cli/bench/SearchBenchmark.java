package dev.tidemark.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testkit.server.SearchNode;
import dev.tidemark.testkit.server.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The whole program, rows committed, against a plain scroll loop over the same index that throws the documents away:
 * each a process of its own, in turns, medians. With {@code -Dbench.assert} it must be at least 0.7 times as fast.
 */
class SearchBenchmark {
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final boolean ASSERTS = System.getProperty("bench.assert") != null;
    private static final int DOCUMENTS = Integer.getInteger("bench.documents", 1_000_000);
    private static final int BULK = 5000;
    private static final int SHARDS = 4;
    private static final String PAGE = "5000";
    private static final double LEAST = 0.7;

    @TempDir
    static Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private URI url;

    @ParameterizedTest
    @EnumSource(SearchNode.class)
    void backfillsAnIndex(SearchNode product) throws Exception {
        Program program = Program.install(folder.resolve("program-" + product));
        try (ServerProcess node = product.large(Path.of("..", "elastic", "target", "servers"))) {
            node.start();
            url = URI.create("http://127.0.0.1:" + node.port());
            index();
            List<Cost> collect = new ArrayList<>();
            List<Cost> scroll = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                scroll.add(program.java(List.of("-Xmx512m"), ScrollLoop.class, url.toString(), "logs", PAGE));
                assertThat(scroll.getLast().said()).isEqualTo(String.valueOf(DOCUMENTS));
                collect.add(program.run(
                        "--workspace", workspace(product, round).toString(), "collect", "--output", "json"));
                assertThat(collect.getLast().said()).contains("\"stored\":" + DOCUMENTS);
            }
            tell(product, Cost.median(collect), Cost.median(scroll));
        }
    }

    private static void tell(SearchNode product, Cost ours, Cost theirs) {
        double ratio = theirs.wall() / ours.wall();
        System.out.printf(
                Locale.ROOT,
                "| %s, %,d documents | wall s | CPU s | documents/s |%n|---|---|---|---|%n"
                        + "| tidemark collect, rows committed | %.2f | %.2f | %,.0f |%n"
                        + "| a scroll loop that throws them away | %.2f | %.2f | %,.0f |%n| ratio | %.2f | | |%n",
                product,
                DOCUMENTS,
                ours.wall(),
                ours.cpu(),
                DOCUMENTS / ours.wall(),
                theirs.wall(),
                theirs.cpu(),
                DOCUMENTS / theirs.wall(),
                ratio);
        if (ASSERTS) {
            assertThat(ratio).isGreaterThan(LEAST);
        }
    }

    private Path workspace(SearchNode product, int round) throws IOException {
        Path workspace = Files.createDirectories(folder.resolve(product + "-" + round));
        Files.writeString(
                workspace.resolve("tidemark.toml"), """
                [sources.search]
                connector = "%s"
                table = "requests"
                config = { url = "%s", index = "logs" }

                [tables.requests.columns]
                tp_timestamp = { source = "@timestamp" }
                client = "varchar"
                method = "varchar"
                path = "varchar"
                status = "bigint"
                bytes = "bigint"
                agent = "varchar"
                """.formatted(product.name().toLowerCase(Locale.ROOT), url));
        return workspace;
    }

    private void index() throws IOException, InterruptedException {
        send("PUT", "/logs", """
                {"settings":{"number_of_shards":%d,"number_of_replicas":0,"refresh_interval":"-1"},"mappings":
                {"properties":{"@timestamp":{"type":"date"},"client":{"type":"ip"},"method":{"type":"keyword"},"path":
                {"type":"keyword"},"status":{"type":"integer"},"bytes":{"type":"long"},"agent":{"type":"keyword"}}}}""".formatted(SHARDS));
        Random random = new Random(7);
        for (int from = 0; from < DOCUMENTS; from += BULK) {
            StringBuilder bulk = new StringBuilder();
            for (int i = from; i < Math.min(DOCUMENTS, from + BULK); i++) {
                bulk.append("{\"index\":{}}\n").append(document(i, random)).append('\n');
            }
            send("POST", "/logs/_bulk?filter_path=errors", bulk.toString());
        }
        send("POST", "/logs/_refresh", "");
        send("POST", "/logs/_forcemerge?max_num_segments=5", "");
    }

    private static String document(int i, Random random) {
        return String.format(
                Locale.ROOT,
                "{\"@timestamp\":\"2026-03-%02dT%02d:%02d:%02d.%03dZ\",\"client\":\"10.%d.%d.%d\",\"method\":\"GET\",\"path\":"
                        + "\"/articles/%d/comments/%d\",\"status\":%d,\"bytes\":%d,\"agent\":\"Mozilla/5.0 (X11; Linux x86_64;"
                        + " rv:%d.0) Gecko/20100101 Firefox/%d.0\"}",
                1 + i / 86_400 % 28,
                i / 3600 % 24,
                i / 60 % 60,
                i % 60,
                random.nextInt(1000),
                random.nextInt(256),
                random.nextInt(256),
                random.nextInt(256),
                random.nextInt(10_000),
                random.nextInt(100_000),
                random.nextInt(20) == 0 ? 500 : 200,
                random.nextInt(50_000),
                100 + random.nextInt(30),
                100 + random.nextInt(30));
    }

    private void send(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(url.resolve(path))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("\"errors\":true");
    }
}
