package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Cli.Result;
import dev.tidemark.cli.powercut.Program;
import dev.tidemark.testkit.server.SearchNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Indexes of real clusters that are read by time, or by a field that rises, while they change. */
@ExtendWith(SearchNodes.class)
class TimedModeIT {
    private static final int LARGE = 40 << 20;
    private static final String BY_TIME =
            "mode = \"timestamp\"\ntimestamp_field = \"seen\"\nsettle = \"1s\"\noverlap = \"1s\"";

    @TempDir
    Path folder;

    private Trial trial;
    private SearchNode product;
    private String index;

    @ParameterizedTest
    @EnumSource(SearchNode.class)
    @DisplayName("documents that are updated are one row each, by time and by a field that rises")
    void updated(SearchNode server) throws Exception {
        for (String mode : new String[] {BY_TIME, "mode = \"cursor\"\ncursor_field = \"number\""}) {
            configure(server, mode);
            write(0, 250, "2026-03-05T10:00:00Z");
            assertThat(trial.rows()).isEqualTo(250);
            for (int i = 100; i < 150; i++) {
                send(
                        "POST",
                        "/" + index + "/_update/d" + i,
                        "{\"doc\":{\"number\":" + (i + 1000) + ",\"seen\":\"" + Instant.now() + "\"}}");
            }
            write(250, 260, Instant.now().toString());

            assertThat(collect(10)).as(mode).isEqualTo(10);
            assertThat(trial.rows()).as(mode).isZero();
            assertThat(trial.number(
                            "select count(*) - count(distinct tp_id) from events where tp_index = '" + index + "'"))
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(SearchNode.class)
    @DisplayName("an index that is deleted is a gap in each mode, if documents of it were seen that were not read")
    void deleted(SearchNode server) throws Exception {
        for (String mode :
                new String[] {BY_TIME, "mode = \"cursor\"\ncursor_field = \"number\"", "mode = \"scroll\""}) {
            configure(server, mode);
            write(0, 250, "2026-03-05T10:00:00Z");
            assertThat(trial.rows()).isEqualTo(250);
            send("DELETE", "/" + index, "");
            assertThat(trial.collect().status()).as("read to its end: %s", mode).isEqualTo(Status.DONE);
            assertThat(trial.run("sources", "show", "search").out()).contains("gone since");
        }

        configure(server, BY_TIME);
        write(0, 10, "2026-03-05T10:00:00Z");
        write(10, 15, "2099-03-05T10:00:00Z");
        assertThat(trial.rows()).isEqualTo(10);
        send("DELETE", "/" + index, "");
        Trial.Ended told = trial.collect();
        assertThat(told.status()).isEqualTo(Status.INCOMPLETE);
        assertThat(told.result().toString())
                .contains("the index " + index + " (", "by seen up to ", "it had 5 documents with later times");
        assertThat(trial.collect().status()).as("it is told once").isEqualTo(Status.DONE);
        assertThat(trial.run("gaps", "--output", "csv").out()).contains("search," + index, "unreachable");
        assertThat(trial.run("health", "--output", "json").out()).contains("\"gaps\":1");
    }

    @ParameterizedTest
    @EnumSource(SearchNode.class)
    @DisplayName("positions-taken-over: by time a state of Iggy's connector is read on from its last poll")
    void fromLastPoll(SearchNode server) throws Exception {
        configure(server, BY_TIME);
        write(0, 120, "2024-01-14T10:29:59.999Z");
        write(120, 250, "2024-01-14T10:30:00Z");
        Path state = Files.writeString(folder.resolve("state.json"), """
                {"id": "search", "last_updated": "2024-01-15T10:30:00Z", "version": 1,
                 "data": {"last_poll_timestamp": "2024-01-15T10:30:00Z", "total_documents_fetched": 120},
                 "metadata": {"connector_type": "elasticsearch_source", "connector_id": 1}}
                """);

        Result done = trial.run("state", "import", state.toString(), "--from-last-poll", "--yes");
        assertThat(done.status()).as(done.toString()).isZero();
        assertThat(trial.rows()).isEqualTo(130);
        assertThat(trial.number("select min(number) from events")).isEqualTo(120);

        configure(server, BY_TIME);
        write(0, 10, "2024-01-14T10:29:59.999Z");
        write(10, 15, "2024-01-14T10:30:00Z");
        Result time = trial.run("state", "import", state.toString(), "--from-time", "2024-01-14T10:30:00Z", "--yes");
        assertThat(time.status()).as(time.toString()).isZero();
        assertThat(trial.rows()).isEqualTo(5);
        assertThat(trial.rows()).isZero();
    }

    @ParameterizedTest
    @EnumSource(SearchNode.class)
    @DisplayName("late-index-visibility: documents that show up later than any overlap are a gap that says how many")
    void late(SearchNode server) throws Exception {
        configure(server, BY_TIME);
        String time = Instant.now().minus(Duration.ofHours(5)).toString();
        write(0, 120, time);
        write(120, 130, Instant.now().minusSeconds(10).toString());
        assertThat(trial.rows()).isEqualTo(130);
        write(130, 133, time);
        Trial.Ended told = trial.collect();

        assertThat(told.status()).isEqualTo(Status.INCOMPLETE);
        assertThat(told.figure("stored")).isZero();
        assertThat(told.result().toString())
                .contains(
                        "3 documents of " + index, "with seen from ", "showed up too late to be read", "'settle' (1s)");
        assertThat(trial.collect().status()).as("it is told once").isEqualTo(Status.DONE);
        assertThat(trial.run("gaps", "--output", "csv").out()).contains("search," + index, "showed up too late");
        assertThat(trial.run("health", "--output", "json").out()).contains("\"gaps\":1");
    }

    @ParameterizedTest
    @EnumSource(SearchNode.class)
    @DisplayName("documents of 40 MB are rows by time and by a field that rises, with 640 MB of heap")
    void largeDocuments(SearchNode server) throws Exception {
        for (String mode : new String[] {BY_TIME, "mode = \"cursor\"\ncursor_field = \"number\""}) {
            configure(server, mode);
            write(0, 100, "2026-03-05T10:00:00Z");
            for (int i = 100; i < 102; i++) {
                send(
                        "PUT",
                        "/" + index + "/_doc/d" + i,
                        "{\"@timestamp\":\"2026-03-05T00:00:00Z\",\"number\":" + i
                                + ",\"seen\":\"2026-03-05T10:00:01Z\",\"message\":\"" + "x".repeat(LARGE) + "\"}");
            }
            write(102, 200, "2026-03-05T10:00:02Z");

            new Program(trial.workspace(), folder.resolve(index + ".log"), List.of("-Xmx640m")).run("collect");
            assertThat(trial.query("select count(*), count(distinct number), max(length(message)) from events"))
                    .as(mode)
                    .containsExactly("200,200," + LARGE);
        }
    }

    /** The rows of runs until there are so many: what was just written is read when it has settled. */
    private long collect(int rows) throws IOException {
        Instant end = Instant.now().plusSeconds(60);
        long collected = trial.rows();
        while (collected < rows && Instant.now().isBefore(end)) {
            collected += trial.rows();
        }
        return collected;
    }

    private void configure(SearchNode server, String mode) throws Exception {
        product = server;
        index = SearchNodes.name("timed");
        configure(mode);
        send("PUT", "/" + index, """
                {"settings":{"number_of_shards":3,"number_of_replicas":0,"refresh_interval":"-1"},
                 "mappings":{"properties":{"seen":{"type":"date"},"number":{"type":"long"},
                 "message":{"type":"keyword","index":false,"doc_values":false}}}}
                """);
    }

    private void configure(String mode) throws IOException {
        trial = new Trial(folder.resolve(index)).configured("""
                [sources.search]
                connector = "%s"
                table = "events"
                [sources.search.config]
                url = "http://127.0.0.1:%d"
                index = "%s*"
                batch_size = 100
                %s

                [tables.events.columns]
                tp_timestamp = { source = "@timestamp" }
                number = "bigint"
                message = "varchar"
                """.formatted(
                        product.name().toLowerCase(Locale.ROOT), SearchNodes.port(product), index, mode));
    }

    private void write(int from, int to, String time) throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i < to; i++) {
            lines.append("{\"index\":{\"_id\":\"d").append(i).append("\"}}\n");
            lines.append("{\"@timestamp\":\"2026-03-05T00:00:00Z\",\"number\":").append(i);
            lines.append(",\"seen\":\"").append(time).append("\"}\n");
        }
        assertThat(send("POST", "/" + index + "/_bulk", lines.toString())).contains("\"errors\":false");
    }

    private String send(String method, String path, String body) throws Exception {
        return SearchNodes.send(product, method, path, body);
    }
}
