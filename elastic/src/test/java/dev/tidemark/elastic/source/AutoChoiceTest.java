package dev.tidemark.elastic.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the cluster and the rights allow is chosen, said with its reason, and kept to. */
class AutoChoiceTest {
    private TimedCluster cluster;
    private Collector collector;

    @BeforeEach
    void start() throws IOException {
        cluster = new TimedCluster();
        collector = new Collector(cluster.uri(), ModeSettings.STANDARD);
        cluster.add("a", cluster.now());
        cluster.pass(100);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/_stats/refresh, 'monitor'",
        "/_refresh, 'maintenance'",
    })
    void withoutAPrivilegeItIsReadByTheTimeThatTheServerSets(String call, String privilege) throws IOException {
        cluster.index().forbid(call);

        assertThat(collector.collect()).containsExactly("a");
        assertThat(collector.position("logs")).contains("\"mode\":\"timestamp\"", "event.ingested");
        assertThat(collector.warnings().getFirst())
                .contains("by time (event.ingested), and not by sequence number", "privilege '" + privilege + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "index.disable_sequence_numbers, true, sequence numbers are switched off",
        "index.store.type, snapshot, searchable snapshot",
    })
    void anIndexThatHasNoSequenceNumbersIsReadByTime(String setting, String value, String reason) throws IOException {
        cluster.settings("{\"" + setting + "\":\"" + value + "\"}");

        assertThat(collector.collect()).containsExactly("a");
        assertThat(collector.position("logs")).contains("\"mode\":\"timestamp\"");
        assertThat(collector.warnings()).singleElement().asString().contains(reason);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName(
            "an index without sequence numbers, written or by default, is not passed over where its mode is written")
    void withoutSequenceNumbersItIsNotPassedOver(boolean written) {
        String off = "{\"index.disable_sequence_numbers\":\"true\"}";
        if (written) {
            cluster.settings(off);
        } else {
            cluster.defaults(off);
        }
        collector.how(ModeSettings.STANDARD.in(Mode.SEQUENCE));

        assertThatThrownBy(collector::collect)
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(
                        "logs cannot be read by sequence number", "disable_sequence_numbers", "mode = \"timestamp\"");
        assertThat(collector.position("logs")).isEmpty();
    }

    @Test
    void anotherIndexOfTheNameThatHasNoSequenceNumbersIsNotPassedOver() throws IOException {
        collector.collect();
        assertThat(collector.position("logs")).contains("\"mode\":\"sequence\"");
        cluster.recreate("uuid-2");
        cluster.add("b", cluster.now());
        cluster.settings("{\"index.disable_sequence_numbers\":\"true\"}");

        assertThatThrownBy(collector::collect)
                .hasMessageContainingAll("logs cannot be read by sequence number", "tidemark state reset");
    }

    @Test
    void segmentReplicationIsSaidAndReadFromThePrimary() throws IOException {
        cluster.settings("{\"index.replication.type\":\"SEGMENT\"}");
        collector.collect();

        assertThat(collector.position("logs")).contains("\"mode\":\"sequence\"");
        assertThat(collector.warnings()).singleElement().asString().contains("SEGMENT", "primary alone");
    }

    @Test
    void aServerlessClusterIsReadByTime() throws IOException {
        cluster.serverless();

        assertThat(collector.collect()).containsExactly("a");
        assertThat(collector.warnings().getFirst()).contains("serverless");
    }

    @Test
    void whatIsChosenIsSaidOnceAndKeptTo() throws IOException {
        cluster.index().forbid("/_stats/refresh");
        collector.collect();
        int said = collector.warnings().size();
        cluster.add("b", cluster.now());
        cluster.pass(100);
        assertThat(collector.collect()).containsExactly("b");
        cluster.index().allow("/_stats/refresh");
        cluster.add("c", cluster.now());
        cluster.pass(100);
        assertThat(collector.collect())
                .as("still by time, though numbers can be had now")
                .containsExactly("c");
        assertThat(collector.warnings()).hasSize(said);
    }

    @Test
    void withoutATimeOfTheServerNothingIsChosen() throws IOException {
        cluster.index().forbid("/_stats/refresh");
        cluster.index().type("");
        assertThatThrownBy(collector::collect)
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(
                        "logs cannot be read by sequence number", "privilege 'monitor'", "mode = \"timestamp\"");
        assertThat(collector.position("logs")).isEmpty();
    }

    @Test
    void aTimeOfClientsIsNotChosenEvenIfItIsWritten() {
        cluster.index().forbid("/_stats/refresh");
        cluster.index().mapping("@timestamp", "date");
        collector.how(ModeSettings.STANDARD.by("@timestamp"));

        assertThatThrownBy(collector::collect).hasMessageContaining("no time that the server sets is known there");
    }

    @Test
    void aTimeThatAPipelineSetsIsOneOfTheServer() throws IOException {
        cluster.index().forbid("/_stats/refresh");
        cluster.index().mapping("stored", "date");
        cluster.settings("{\"index.final_pipeline\":\"stamp\"}");
        cluster.pipeline(
                "{\"stamp\":{\"processors\":[{\"set\":{\"field\":\"stored\",\"value\":\"{{_ingest.timestamp}}\"}}]}}");
        collector.how(ModeSettings.STANDARD.by("stored"));

        assertThat(collector.collect()).containsExactly("a");
        assertThat(collector.position("logs")).contains("\"field\":\"stored\"");
    }

    @Test
    void documentsThatTimeWouldLeaveOutAreNotLeftOutUnasked() {
        cluster.index().forbid("/_stats/refresh");
        cluster.add("timeless", null);

        assertThatThrownBy(collector::collect)
                .hasMessageContainingAll("1 documents of logs", "mode auto leaves none out", "mode = \"timestamp\"");
    }

    @Test
    void whatWasReadByNumberIsNotReadOnInAnotherWay() throws IOException {
        cluster.settings("{}");
        collector.collect();
        assertThat(collector.position("logs")).contains("\"mode\":\"sequence\"");
        cluster.index().forbid("/_stats/refresh");

        assertThatThrownBy(collector::collect)
                .hasMessageContainingAll("logs was read by sequence number", "monitor", "tidemark state reset");
    }

    @Test
    void aClientsTimeIsWarnedOfWhereItIsChosenByName() throws IOException {
        cluster.index().mapping("@timestamp", "date");
        collector.how(ModeSettings.STANDARD.in(Mode.TIMESTAMP).by("@timestamp"));

        assertThat(collector.collect()).containsExactly("a");
        assertThat(collector.warnings()).singleElement().asString().contains("@timestamp", "clients");
    }

    @Test
    void ofWhatIsReadByTimeItIsToldHowFarAndNotThatAllOfItIsLeft() throws IOException {
        cluster.index().forbid("/_stats/refresh");
        collector.collect();

        try (IndexStreams streams = collector.open()) {
            assertThat(streams.backlog(Map.of("logs", collector.position("logs"))))
                    .singleElement()
                    .satisfies(told -> assertThat(told.behind()).isEmpty())
                    .satisfies(told -> assertThat(told.remark())
                            .contains("by time (event.ingested)", "up to 2026-01-01T00:00:40Z"));
        }
    }
}
