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
import org.junit.jupiter.params.provider.EnumSource;

/** Indexes of another cluster, of which none tells checkpoints. */
@ExtendWith({SearchNodes.class, ProtectedNodes.class})
class OtherClusterIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(SearchNode.class)
    @DisplayName(
            "an index of another cluster is read by event.ingested, one of this cluster beside it by sequence number")
    void anotherCluster(SearchNode product) throws Exception {
        readsBoth(new IndexTrial(folder, SearchNodes.server(product)));
    }

    @Test
    @DisplayName("the rights that the documentation names are enough for an index of another cluster")
    void enoughRights() throws Exception {
        readsBoth(new IndexTrial(folder, ProtectedNodes.server(SearchNode.ELASTICSEARCH)).as("collector"));
    }

    private static void readsBoth(IndexTrial trial) throws Exception {
        trial.configured("index = \"NAME-here,other:NAME-there*\"\nsettle = \"1s\"");
        trial.create("-here", IndexTrial.INGESTED, "");
        trial.create("-there", IndexTrial.INGESTED, "");
        trial.write("-here", 0, 120);
        trial.write("-there", 120, 300);

        Ended first = trial.collect();
        assertThat(first.status()).as(first.result().toString()).isEqualTo(Status.DONE);
        assertThat(first.figure("stored")).isEqualTo(300);
        assertThat(first.result().toString()).contains("other:" + trial.name() + "-there", "another cluster");
        assertThat(trial.told("sources", "show"))
                .contains(
                        trial.name() + "-here",
                        "other:" + trial.name() + "-there",
                        "read by time (event.ingested) up to");
        trial.write("-there", 300, 310);
        assertThat(trial.rows()).isEqualTo(10);
        assertThat(trial.counts()).containsExactly("310,310,310");
        assertThat(trial.told("state", "show")).contains("\"mode\":\"sequence\"", "\"mode\":\"timestamp\"");
    }

    @Test
    @DisplayName("an index of another cluster that may not be searched there is no empty one")
    void anotherClusterRefuses() throws Exception {
        IndexTrial trial = new IndexTrial(folder, ProtectedNodes.server(SearchNode.ELASTICSEARCH))
                .as("stranger")
                .configured("index = \"other:NAME\"\nsettle = \"1s\"");
        trial.create("", IndexTrial.INGESTED, "");
        trial.write("", 0, 5);

        Ended refused = trial.collect();
        assertThat(refused.status()).isEqualTo(Status.FAILED);
        assertThat(refused.result().toString()).contains("other:" + trial.name(), "privilege 'read'", "unauthorized");
    }
}
