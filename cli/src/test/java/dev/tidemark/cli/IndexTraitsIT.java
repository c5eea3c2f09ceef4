package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Trial.Ended;
import dev.tidemark.testkit.server.SearchNode;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Indexes of real servers that are kept in ways that decide how they can be read. */
@ExtendWith(ProtectedNodes.class)
class IndexTraitsIT {
    @TempDir
    Path folder;

    private IndexTrial index(SearchNode product, String user) throws Exception {
        return new IndexTrial(folder, ProtectedNodes.server(product)).as(user);
    }

    @Test
    @DisplayName("an index whose sequence numbers are switched off is read by event.ingested, and this is said")
    void switchedOff() throws Exception {
        IndexTrial trial = index(SearchNode.ELASTICSEARCH, "collector").configured("index = \"NAME\"\nsettle = \"1s\"");
        trial.create("", IndexTrial.INGESTED, ",\"number_of_shards\":2,\"disable_sequence_numbers\":true");
        trial.write("", 0, 250);

        Ended first = trial.collect();
        assertThat(first.status()).as(first.result().toString()).isEqualTo(Status.DONE);
        assertThat(first.result().toString())
                .contains("by time (event.ingested), and not by sequence number", "index.disable_sequence_numbers");
        trial.write("", 250, 300);
        assertThat(trial.rows()).isEqualTo(50);
        assertThat(trial.counts()).containsExactly("300,300,300");
        assertThat(trial.told("state", "show")).contains("\"mode\":\"timestamp\"", "\"field\":\"event.ingested\"");
    }

    @Test
    @DisplayName("an index whose sequence numbers are switched off is none to be read by them, and no empty one")
    void switchedOffAndMeant() throws Exception {
        IndexTrial trial =
                index(SearchNode.ELASTICSEARCH, "collector").configured("index = \"NAME\"\nmode = \"sequence\"");
        trial.create("", "", ",\"disable_sequence_numbers\":true");
        trial.write("", 0, 5);

        Ended refused = trial.collect();
        assertThat(refused.status()).isEqualTo(Status.FAILED);
        assertThat(refused.result().toString())
                .contains(trial.name() + " cannot be read by sequence number", "switched off", "timestamp_field");
    }

    @Test
    @DisplayName("sequence numbers without an index of their own are read by like others")
    void docValuesOnly() throws Exception {
        IndexTrial trial = index(SearchNode.ELASTICSEARCH, "collector").configured("index = \"NAME\"");
        trial.create("", "", ",\"number_of_shards\":2,\"seq_no.index_options\":\"doc_values_only\"");
        trial.write("", 0, 250);

        assertThat(trial.rows()).isEqualTo(250);
        trial.write("", 240, 260);
        assertThat(trial.rows()).isEqualTo(10);
        assertThat(trial.counts()).containsExactly("260,260,260");
        assertThat(trial.told("state", "show")).contains("\"mode\":\"sequence\"");
    }

    @Test
    @DisplayName(
            "with segment replication an index is read by sequence number, and that it is from the primary is said")
    void segmentReplication() throws Exception {
        IndexTrial trial = index(SearchNode.OPENSEARCH, "collector").configured("index = \"NAME\"");
        trial.create("", "", ",\"replication.type\":\"SEGMENT\"");
        trial.write("", 0, 120);

        Ended ended = trial.collect();
        assertThat(ended.figure("stored")).isEqualTo(120);
        assertThat(ended.result().toString()).contains("SEGMENT", "primary alone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "unsettled"})
    @DisplayName(
            "a searchable snapshot, which counts less than it holds, is read by event.ingested, each document once")
    void searchableSnapshot(String user) throws Exception {
        IndexTrial trial = index(SearchNode.OPENSEARCH, user).configured("index = \"NAME-mounted\"\nsettle = \"1s\"");
        trial.create("", IndexTrial.INGESTED, ",\"number_of_shards\":2");
        trial.write("", 0, 250);
        mount(trial);

        Ended first = trial.collect();
        assertThat(first.status()).as(first.result().toString()).isEqualTo(Status.DONE);
        assertThat(first.figure("stored")).isEqualTo(250);
        assertThat(first.result().toString())
                .contains("by time (event.ingested), and not by sequence number", "searchable snapshot");
        assertThat(trial.rows()).isZero();
        assertThat(trial.counts()).containsExactly("250,250,250");
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "unsettled"})
    @DisplayName(
            "a searchable snapshot is none to be read by sequence number; by a scroll it is read, each document once")
    void searchableSnapshotAndMeant(String user) throws Exception {
        IndexTrial trial =
                index(SearchNode.OPENSEARCH, user).configured("index = \"NAME-mounted\"\nmode = \"sequence\"");
        trial.create("", "", ",\"number_of_shards\":2");
        trial.write("", 0, 90);
        mount(trial);

        Ended refused = trial.collect();
        assertThat(refused.status()).isEqualTo(Status.FAILED);
        assertThat(refused.result().toString())
                .contains("cannot be read by sequence number", "counts up to 0", "Write another mode");
        trial.configured("index = \"NAME-mounted\"\nmode = \"scroll\"");
        assertThat(trial.rows()).isEqualTo(90);
        assertThat(trial.counts()).containsExactly("90,90,90");
    }

    /** Takes a snapshot of the index and mounts it as another one. */
    private static void mount(IndexTrial trial) throws Exception {
        SearchServer server = trial.server();
        server.send(
                "PUT",
                "/_snapshot/" + trial.name(),
                "{\"type\":\"fs\",\"settings\":{\"location\":\"" + trial.name() + "\"}}");
        String snapshot = "/_snapshot/" + trial.name() + "/one";
        server.send("PUT", snapshot + "?wait_for_completion=true", "{\"indices\":\"" + trial.name() + "\"}");
        server.send(
                "POST",
                snapshot + "/_restore?wait_for_completion=true",
                "{\"indices\":\"" + trial.name() + "\",\"storage_type\":\"remote_snapshot\",\"rename_pattern\":\"$\","
                        + "\"rename_replacement\":\"-mounted\"}");
        server.send("GET", "/_cluster/health/" + trial.name() + "-mounted?wait_for_status=green&timeout=30s", "");
    }
}
