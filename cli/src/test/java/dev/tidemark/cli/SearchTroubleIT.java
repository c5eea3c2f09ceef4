package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Trial.Ended;
import dev.tidemark.cli.powercut.Program;
import dev.tidemark.testkit.server.HttpRelay;
import dev.tidemark.testkit.server.HttpRelay.Reply;
import dev.tidemark.testkit.server.SearchNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong between the program and a real cluster is said, and nothing is lost by it. */
@ExtendWith(SearchNodes.class)
class SearchTroubleIT {
    private static final int LARGE = 40 << 20;

    @TempDir
    Path folder;

    private Trial trial;
    private String index;
    private HttpRelay relay;
    private SearchNode product;

    @BeforeEach
    void name() {
        index = SearchNodes.name("trouble");
    }

    @AfterEach
    void closeRelay() {
        relay.close();
    }

    private void configure(SearchNode node, String pattern) throws IOException {
        product = node;
        relay = HttpRelay.to(SearchNodes.port(node));
        trial = new Trial(folder).configured("""
                [sources.search]
                connector = "%s"
                table = "events"
                [sources.search.config]
                url = "%s"
                username = "reader"
                password = "open sesame"
                index = "%s"

                [tables.events.columns]
                tp_timestamp = { source = "@timestamp" }
                message = "varchar"
                document = { type = "varchar", source = "_id" }
                """.formatted(node.name().toLowerCase(Locale.ROOT), relay.uri(), pattern));
    }

    @ParameterizedTest
    @EnumSource(SearchNode.class)
    @DisplayName("an idle poll of fifty shards is one request")
    void idlePoll(SearchNode node) throws Exception {
        configure(node, index + "-*");
        for (int i = 0; i < 10; i++) {
            create(index + "-" + i, 5);
            write(index + "-" + i, 0, 20);
        }
        assertThat(trial.rows()).isEqualTo(200);
        relay.requests();

        assertThat(trial.rows()).isZero();
        assertThat(relay.requests()).containsExactly("GET /" + index + "-*/_stats/refresh");
    }

    @ParameterizedTest
    @EnumSource(SearchNode.class)
    @DisplayName("a wrong password is said without it, and the next run goes on")
    void wrongPassword(SearchNode node) throws Exception {
        configure(node, index);
        create(index, 1);
        write(index, 0, 5);
        relay.answer(request -> Optional.of(new Reply(401, "application/json", """
                {"error":{"type":"security_exception","reason":"unable to authenticate user [reader]"},"status":401}""")));

        Ended refused = trial.collect();
        assertThat(refused.status()).isEqualTo(Status.FAILED);
        assertThat(refused.result().toString())
                .contains("401", "unable to authenticate user [reader]", "Check username and password")
                .doesNotContain("open sesame");
        assertThat(trial.run("state", "show", "search").toString()).doesNotContain("open sesame");
        goesOn(5);
    }

    @ParameterizedTest
    @EnumSource(SearchNode.class)
    @DisplayName("a page of a proxy is no answer, wherever it comes")
    void proxyPage(SearchNode node) throws Exception {
        configure(node, index);
        create(index, 1);
        write(index, 0, 5);
        for (String where : new String[] {"_stats", "_refresh", "_search"}) {
            relay.answer(request -> request.contains(where)
                    ? Optional.of(new Reply(200, "text/html", "<html>Please log in</html>"))
                    : Optional.empty());

            Ended refused = trial.collect();
            assertThat(refused.status()).as(where).isNotEqualTo(Status.DONE);
            assertThat(refused.result().toString())
                    .contains("text/html", "Please log in", "check 'url' of [sources.", "what is between");
        }
        goesOn(5);
    }

    @ParameterizedTest
    @EnumSource(SearchNode.class)
    @DisplayName("a block is no missing privilege; it is said what to lift")
    void block(SearchNode node) throws Exception {
        configure(node, index);
        create(index, 1);
        write(index, 0, 5);
        send("PUT", "/" + index + "/_settings", "{\"index.blocks.read\":true}");

        Ended refused = trial.collect();
        assertThat(refused.status()).isNotEqualTo(Status.DONE);
        assertThat(refused.result().toString())
                .contains("cluster_block_exception", index, "lift the block")
                .doesNotContain("privilege");
        send("PUT", "/" + index + "/_settings", "{\"index.blocks.read\":false}");
        goesOn(5);
    }

    @ParameterizedTest
    @EnumSource(SearchNode.class)
    @DisplayName("documents of 40 MB are rows like others, with the memory that the program usually has")
    void largeDocuments(SearchNode node) throws Exception {
        configure(node, index);
        create(index, 1);
        write(index, 0, 100);
        for (int i = 0; i < 2; i++) {
            send(
                    "PUT",
                    "/" + index + "/_doc/large" + i,
                    "{\"@timestamp\":\"2026-03-05T00:00:00Z\",\"message\":\"" + "x".repeat(LARGE) + "\"}");
        }
        write(index, 100, 200);

        new Program(trial.workspace(), folder.resolve("log"), List.of()).run("collect");
        assertThat(trial.query("select count(*), count(distinct document), max(length(message)) from events"))
                .containsExactly("202,202," + LARGE);
    }

    /** All that there is comes with the next run, and once. */
    private void goesOn(int documents) {
        relay.answer(request -> Optional.empty());
        assertThat(trial.rows()).isEqualTo(documents);
        assertThat(trial.rows()).isZero();
        assertThat(trial.number("select count(distinct document) from events")).isEqualTo(documents);
    }

    private void create(String name, int shards) throws Exception {
        send(
                "PUT",
                "/" + name,
                "{\"settings\":{\"number_of_shards\":" + shards
                        + ",\"number_of_replicas\":0},\"mappings\":{\"properties\":{\"message\":{\"type\":\"keyword\","
                        + "\"index\":false,\"doc_values\":false}}}}");
    }

    private void write(String name, int from, int to) throws Exception {
        StringBuilder bulk = new StringBuilder();
        IntStream.range(from, to)
                .forEach(i -> bulk.append("{\"index\":{\"_id\":\"" + name + i + "\"}}\n")
                        .append("{\"@timestamp\":\"2026-03-05T00:00:00Z\",\"message\":\"m" + i + "\"}\n"));
        assertThat(send("POST", "/" + name + "/_bulk", bulk.toString())).contains("\"errors\":false");
    }

    /** Not by the relay. */
    private String send(String method, String path, String body) throws Exception {
        return SearchNodes.send(product, method, path, body);
    }
}
