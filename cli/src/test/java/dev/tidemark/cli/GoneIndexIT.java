package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Cli.Result;
import dev.tidemark.testkit.server.Ports;
import dev.tidemark.testkit.server.SearchNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Indexes of real clusters that are deleted, made again, closed or out of order while they are collected. */
@ExtendWith(SearchNodes.class)
class GoneIndexIT {
    private static final String UNREADABLE = "{\"index.blocks.read\":true}";

    @TempDir
    Path folder;

    private Trial trial;
    private SearchNode product;
    private String index;

    @ParameterizedTest
    @EnumSource(SearchNode.class)
    @DisplayName("an index that is deleted before it was read to its end is named, once, and stays known")
    void deletedBeforeItsEnd(SearchNode server) throws Exception {
        configure(server);
        write("/" + index + "-old", 2, 100);
        write("/" + index + "-new", 1, 10);
        assertThat(trial.rows()).isEqualTo(110);
        write("/" + index + "-old", 2, 50);
        send("PUT", "/" + index + "-old/_settings", UNREADABLE);
        assertThat(trial.collect().status()).isEqualTo(Status.INCOMPLETE);
        send("DELETE", "/" + index + "-old", "");
        write("/" + index + "-new", 1, 5);

        Trial.Ended told = trial.collect();
        assertThat(told.status()).isEqualTo(Status.INCOMPLETE);
        assertThat(told.figure("stored")).isEqualTo(5);
        assertThat(told.result().toString())
                .contains("the index " + index + "-old (", "is gone and was not read to its end: shard ", "it is lost");
        assertThat(trial.rows()).as("it is told once").isZero();

        assertThat(trial.run("gaps", "--output", "csv").out())
                .contains("search," + index + "-old,", "unreachable", "was not read to its end");
        assertThat(trial.run("state", "show", "search", "--output", "json").out())
                .contains("gaps", "was not read to its end");
        assertThat(trial.run("health", "--output", "json").out()).contains("\"gaps\":1");
    }

    @ParameterizedTest
    @EnumSource(SearchNode.class)
    @DisplayName("an index that is deleted after it was read to its end is no gap; nor is one that is made again")
    void deletedAfterItsEnd(SearchNode server) throws Exception {
        configure(server);
        write("/" + index + "-a", 2, 100);
        write("/" + index + "-b", 2, 100);
        assertThat(trial.rows()).isEqualTo(200);
        send("DELETE", "/" + index + "-a", "");
        send("DELETE", "/" + index + "-b", "");
        write("/" + index + "-b", 1, 30);

        assertThat(trial.rows()).as("of the other index of this name").isEqualTo(30);
        assertThat(trial.rows()).isZero();
        assertThat(trial.run("gaps").status()).isEqualTo(Status.DONE);
        assertThat(trial.query("select count(*), count(distinct tp_id) from events"))
                .containsExactly("230,230");
    }

    @ParameterizedTest
    @EnumSource(SearchNode.class)
    @DisplayName("an index that is closed, or whose shards have no node, is neither empty nor gone, and nothing hangs")
    void closedAndUnassigned(SearchNode server) throws Exception {
        configure(server);
        write("/" + index + "-closed", 1, 10);
        write("/" + index + "-lost", 1, 10);
        write("/" + index + "-well", 1, 10);
        assertThat(trial.rows()).isEqualTo(30);
        write("/" + index + "-closed", 1, 3);
        send("POST", "/" + index + "-closed/_close", "");
        send("DELETE", "/" + index + "-lost", "");
        createNowhere("/" + index + "-lost");
        createNowhere("/" + index + "-never");
        write("/" + index + "-well", 1, 5);

        Trial.Ended ended = trial.collect();
        assertThat(ended.status()).as(ended.result().toString()).isEqualTo(Status.DONE);
        assertThat(ended.figure("stored")).isEqualTo(5);
        assertThat(ended.result().toString())
                .contains("the index " + index + "-closed is closed", "the index " + index + "-lost was made again");
        assertThat(trial.run("gaps").status()).isEqualTo(Status.DONE);

        send("POST", "/" + index + "-closed/_open?wait_for_active_shards=1", "");
        send("PUT", "/" + index + "-*/_settings", "{\"index.routing.allocation.require._name\":null}");
        send("GET", "/_cluster/health/" + index + "-*?wait_for_status=green&timeout=30s", "");
        write("/" + index + "-lost", 1, 4);
        assertThat(trial.rows()).isEqualTo(7);
    }

    @ParameterizedTest
    @EnumSource(SearchNode.class)
    @DisplayName(
            "an index that never could be read and is deleted is a gap too; one that is not meant any more is none")
    void neverRead(SearchNode server) throws Exception {
        configure(server);
        write("/" + index + "-a", 1, 10);
        send("PUT", "/" + index + "-a/_settings", UNREADABLE);
        trial.collect();
        send("DELETE", "/" + index + "-a", "");
        Result told = trial.collect().result();
        assertThat(told.toString()).contains(index + "-a", "shard 0 not at all, it had 9");

        write("/" + index + "-b", 1, 10);
        assertThat(trial.rows()).isEqualTo(10);
        configure(server, "other-" + index);
        Result other = trial.collect().result();
        assertThat(other.status()).isEqualTo(Status.DONE);
        assertThat(other.toString())
                .contains(index + "-b is there, and 'other-" + index + "*' does not mean it any more");
    }

    @ParameterizedTest
    @EnumSource(SearchNode.class)
    @DisplayName(
            "sources show tells of each index what is in it, collected and behind; of a cluster that is down its settings")
    void howFar(SearchNode server) throws Exception {
        configure(server);
        write("/" + index + "-a", 2, 40);
        write("/" + index + "-b", 1, 10);
        assertThat(trial.rows()).isEqualTo(50);
        write("/" + index + "-a", 2, 7);
        write("/" + index + "-c", 1, 3);
        send("POST", "/" + index + "-*/_refresh", "");
        send("DELETE", "/" + index + "-b", "");

        Result shown = trial.run("sources", "show", "search", "--output", "json");
        assertThat(shown.status()).as(shown.err()).isEqualTo(Status.DONE);
        assertThat(shown.out().lines().filter(line -> line.contains("behind")))
                .containsExactly(
                        progress(index + "-a", "47", 40, 7, ""),
                        progress(index + "-b", "null", 10, 0, "gone"),
                        progress(index + "-c", "3", 0, 3, ""));
        assertThat(trial.run("sources", "show", "search").out()).contains("config.index", "documents", "behind");

        configure(server, index, Ports.free());
        Result down = trial.run("sources", "show", "search");
        assertThat(down.status()).isEqualTo(Status.FAILED);
        assertThat(down.out()).contains("config.index", index);
        assertThat(down.err()).contains("127.0.0.1");
    }

    private static String progress(String stream, String documents, int collected, int behind, String remark) {
        return "{\"stream\":\"" + stream + "\",\"documents\":" + documents + ",\"collected\":" + collected
                + ",\"behind\":" + behind + ",\"gaps\":0,\"remark\":\"" + remark + "\"}";
    }

    private void configure(SearchNode server) throws IOException {
        product = server;
        index = SearchNodes.name("gone");
        configure(server, index);
    }

    private void configure(SearchNode server, String prefix) throws IOException {
        configure(server, prefix, SearchNodes.port(server));
    }

    private void configure(SearchNode server, String prefix, int port) throws IOException {
        trial = new Trial(folder).configured("""
                [sources.search]
                connector = "%s"
                table = "events"
                [sources.search.config]
                url = "http://127.0.0.1:%d"
                index = "%s*"
                batch_size = 20

                [tables.events.columns]
                tp_timestamp = { source = "@timestamp" }
                message = "varchar"
                """.formatted(server.name().toLowerCase(Locale.ROOT), port, prefix));
    }

    /** Writes documents to an index, which is made if there is none. */
    private void write(String path, int shards, int documents) throws Exception {
        if (!exists(path)) {
            send(
                    "PUT",
                    path,
                    "{\"settings\":{\"number_of_shards\":" + shards
                            + ",\"number_of_replicas\":0,\"refresh_interval\":\"-1\"}}");
        }
        String lines =
                "{\"index\":{}}\n{\"@timestamp\":\"2026-03-05T00:00:00Z\",\"message\":\"m\"}\n".repeat(documents);
        assertThat(send("POST", path + "/_bulk", lines)).contains("\"errors\":false");
    }

    /** An index whose shards no node may have. */
    private void createNowhere(String path) throws Exception {
        send(
                "PUT",
                path + "?wait_for_active_shards=0",
                "{\"settings\":{\"number_of_replicas\":0,\"index.routing.allocation.require._name\":\"no-such-node\"}}");
    }

    private boolean exists(String path) throws Exception {
        return SearchNodes.ask(product, "GET", path + "/_settings/index.uuid", "")
                        .statusCode()
                == 200;
    }

    private String send(String method, String path, String body) throws Exception {
        return SearchNodes.send(product, method, path, body);
    }
}
