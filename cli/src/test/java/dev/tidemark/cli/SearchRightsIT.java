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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What users of various rights can read of clusters that ask for rights, and what they are told. */
@ExtendWith(ProtectedNodes.class)
class SearchRightsIT {
    @TempDir
    Path folder;

    private IndexTrial index(SearchNode product, String user) throws Exception {
        return new IndexTrial(folder, ProtectedNodes.server(product)).as(user);
    }

    @ParameterizedTest
    @EnumSource(SearchNode.class)
    @DisplayName("the rights that the documentation names are enough to read by sequence number, and to miss an index")
    void enoughRights(SearchNode product) throws Exception {
        IndexTrial trial = index(product, "collector").configured("index = \"NAME-*\"");
        trial.create("-a", "", ",\"number_of_shards\":2");
        trial.create("-b", "", "");
        trial.write("-a", 0, 250);
        trial.write("-b", 1000, 1005);

        Ended first = trial.collect();
        assertThat(first.status()).as(first.result().toString()).isEqualTo(Status.DONE);
        assertThat(first.figure("stored")).isEqualTo(255);
        assertThat(first.result().toString()).doesNotContain("privilege", "not by sequence number");
        trial.send("DELETE", "-b", "");
        trial.write("-a", 240, 260);
        Ended second = trial.collect();
        assertThat(second.status()).as(second.result().toString()).isEqualTo(Status.DONE);
        assertThat(trial.told("state", "show")).contains("\"mode\":\"sequence\"", "\"gone\"");
        assertThat(trial.counts()).containsExactly("265,265,265");
        assertThat(trial.told("sources", "show")).contains("\"behind\":0");
    }

    @ParameterizedTest
    @CsvSource({
        "ELASTICSEARCH, reader, monitor, indices:monitor/stats",
        "ELASTICSEARCH, looker, maintenance, indices:admin/refresh",
        "OPENSEARCH, reader, monitor, indices:monitor/stats",
        "OPENSEARCH, timekeeper, monitor, indices:monitor/stats",
        "OPENSEARCH, uncounted, monitor, indices:monitor/stats",
        "OPENSEARCH, looker, maintenance, indices:admin/refresh",
    })
    @DisplayName(
            "without a privilege that sequence numbers need, an index is read by event.ingested, and this is said once")
    void missingPrivilege(SearchNode product, String user, String missing, String action) throws Exception {
        IndexTrial trial = index(product, user).configured("index = \"NAME-*\"\nsettle = \"1s\"");
        trial.create("-a", IndexTrial.INGESTED, ",\"number_of_shards\":2");
        trial.write("-a", 0, 250);

        Ended first = trial.collect();
        assertThat(first.status()).as(first.result().toString()).isEqualTo(Status.DONE);
        assertThat(first.figure("stored")).isEqualTo(250);
        assertThat(first.result().toString())
                .contains(
                        "by time (event.ingested), and not by sequence number", "privilege '" + missing + "'", action);
        assertThat(trial.told("state", "show")).contains("\"mode\":\"timestamp\"", "\"field\":\"event.ingested\"");
        assertThat(trial.told("sources", "show")).contains(trial.name() + "-a", "read by time (event.ingested) up to");
        trial.write("-a", 250, 300);
        Ended second = trial.collect();
        assertThat(second.figure("stored")).isEqualTo(50);
        assertThat(second.result().toString()).doesNotContain("not by sequence number");
        assertThat(trial.rows()).isZero();
        assertThat(trial.counts()).containsExactly("300,300,300");
    }

    @ParameterizedTest
    @EnumSource(SearchNode.class)
    @DisplayName(
            "without the privilege, and without a time that the server sets, nothing is read and the way out is named")
    void noServerTime(SearchNode product) throws Exception {
        IndexTrial trial = index(product, "reader").configured("index = \"NAME\"");
        trial.create("", "\"@timestamp\":{\"type\":\"date\"}", "");
        trial.write("", 0, 5);

        Ended refused = trial.collect();
        assertThat(refused.status()).isEqualTo(Status.FAILED);
        assertThat(refused.result().toString())
                .contains(
                        trial.name() + " cannot be read by sequence number",
                        "privilege 'monitor'",
                        "'timestamp_field'");
    }

    @Test
    @DisplayName(
            "without the right to settings an index is read by sequence number, until one is gone: then it is named")
    void noSettings() throws Exception {
        IndexTrial trial = index(SearchNode.OPENSEARCH, "unsettled").configured("index = \"NAME-*\"");
        trial.create("-a", "", "");
        trial.create("-b", "", "");
        trial.write("-a", 0, 120);
        trial.write("-b", 120, 130);

        assertThat(trial.rows()).isEqualTo(130);
        assertThat(trial.told("state", "show")).contains("\"mode\":\"sequence\"");
        trial.send("DELETE", "-b", "");
        trial.write("-a", 130, 140);
        Ended refused = trial.collect();
        assertThat(refused.status()).isEqualTo(Status.FAILED);
        assertThat(refused.result().toString()).contains("privilege 'monitor'", "indices:monitor/settings/get");
        trial.as("collector").configured("index = \"NAME-*\"");
        assertThat(trial.rows()).isEqualTo(10);
        assertThat(trial.counts()).containsExactly("140,140,140");
    }

    @Test
    @DisplayName("a table from the mapping needs one right more, which is named")
    void tableFromTheMapping() throws Exception {
        IndexTrial trial = index(SearchNode.OPENSEARCH, "collector").withoutTable("index = \"NAME\"");
        trial.create("", "\"@timestamp\":{\"type\":\"date\"},\"number\":{\"type\":\"long\"}", "");
        trial.write("", 0, 20);

        Ended refused = trial.collect();
        assertThat(refused.status()).isEqualTo(Status.FAILED);
        assertThat(refused.result().toString())
                .contains("privilege 'view_index_metadata'", "indices:admin/mappings/get");
        trial.as("full").withoutTable("index = \"NAME\"");
        assertThat(trial.rows()).isEqualTo(20);
        assertThat(trial.query("select count(*), count(distinct number) from search"))
                .containsExactly("20,20");
    }

    @Test
    @DisplayName(
            "a scroll that may be begun and not read on is an error that names the right, and nothing is lost by it")
    void scrolls() throws Exception {
        IndexTrial trial = index(SearchNode.OPENSEARCH, "reader").configured("index = \"NAME\"\nmode = \"scroll\"");
        trial.create("", "", ",\"number_of_shards\":2");
        trial.write("", 0, 250);

        Ended refused = trial.collect();
        assertThat(refused.status()).isEqualTo(Status.FAILED);
        assertThat(refused.result().toString()).contains("indices:data/read/scroll");
        trial.as("scroller").configured("index = \"NAME\"\nmode = \"scroll\"");
        trial.rows();
        assertThat(trial.counts()).containsExactly("250,250,250");
    }

    @Test
    @DisplayName("a rising field needs the right to search alone, and to fields")
    void risingField() throws Exception {
        IndexTrial trial = index(SearchNode.OPENSEARCH, "scroller")
                .configured("index = \"NAME\"\nmode = \"cursor\"\ncursor_field = \"number\"");
        trial.create("", "\"number\":{\"type\":\"long\"}", ",\"number_of_shards\":2");
        trial.write("", 0, 250);

        assertThat(trial.rows()).isEqualTo(250);
        trial.write("", 250, 260);
        assertThat(trial.rows()).isEqualTo(10);
        assertThat(trial.counts()).containsExactly("260,260,260");
    }
}
