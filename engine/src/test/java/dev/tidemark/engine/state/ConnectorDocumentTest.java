package dev.tidemark.engine.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Gap;
import dev.tidemark.api.state.Marks;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** States as connectors of Apache Iggy write them, and as they are written for them. */
class ConnectorDocumentTest {
    private static final Instant TIME = Instant.parse("2024-01-15T10:30:00Z");

    private static byte[] foreign() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ConnectorDocumentTest.class.getResourceAsStream("/iggy/state.json"))) {
            return in.readAllBytes();
        }
    }

    private static ConnectorDocument decode(String json) throws CorruptStateException {
        return ConnectorDocument.decode("s.json", json.getBytes(UTF_8));
    }

    @Test
    void theFiguresOfAnotherConnectorAreRead() throws IOException {
        ConnectorDocument document = ConnectorDocument.decode("s.json", foreign());

        assertThat(document.id()).isEqualTo("elasticsearch_logs_connector");
        assertThat(document.lastUpdated()).isEqualTo(TIME);
        assertThat(document.hasPositions()).isFalse();
        assertThat(document.statistics())
                .isEqualTo(new Statistics(
                        Optional.of(TIME),
                        15_000,
                        150,
                        Optional.of("doc_12345"),
                        Optional.of("scroll_abc123"),
                        OptionalLong.of(15_000),
                        2,
                        Optional.of("Connection timeout"),
                        new Statistics.Processing(1_048_576, 125.5, Optional.of(TIME), 5, 145)));
        assertThat(document.metadata())
                .isEqualTo(Map.of(
                        "connector_type",
                        "elasticsearch_source",
                        "connector_id",
                        "1",
                        "index",
                        "logs-*",
                        "url",
                        "http://localhost:9200"));
    }

    @Test
    void whatIsNullOrNotKnownIsNotThere() throws IOException {
        ConnectorDocument document = decode("""
                {"id": "x", "last_updated": "2024-01-15T11:30:00.5+01:00", "version": 1, "more": [{}],
                 "data": {"last_scroll_id": null, "poll_count": 3, "extra": {"a": 1}, "last_poll_timestamp": null,
                          "processing_stats": {"last_successful_poll": null, "unknown": 1, "empty_polls_count": 2}},
                 "metadata": null}
                """);

        assertThat(document.lastUpdated()).isEqualTo("2024-01-15T10:30:00.500Z");
        assertThat(document.statistics().polls()).isEqualTo(3);
        assertThat(document.statistics().lastPoll()).isEmpty();
        assertThat(document.statistics().processing().empty()).isEqualTo(2);
    }

    @Test
    void positionsAndGapsAreReadAsTheyWereWritten() throws IOException {
        CollectionState state = new CollectionState(
                List.of(),
                Marks.NONE,
                List.of(new Gap(Instant.MIN, TIME, "logs-1 was deleted")),
                Optional.of("{\"uuid\":\"u\",\"n\":9007199254740993.10}"));
        ConnectorDocument document = new ConnectorDocument(
                "x",
                TIME,
                ConnectorDocument.OURS,
                Statistics.NONE.lastDocument("d"),
                Optional.of(TIME),
                Map.of("logs-1", state),
                Map.of("connector_id", "7", "index", "logs-*"));

        byte[] written = document.encode(Set.copyOf(Statistics.FIELDS));

        assertThat(ConnectorDocument.decode("s.json", written)).isEqualTo(document);
        assertThat(new String(written, UTF_8))
                .contains("\"connector_id\": 7", "\"version\": 2", "\"last_document_id\": \"d\"");
        assertThat(new String(document.encode(Set.of("poll_count")), UTF_8))
                .contains("\"cursor\"", "\"poll_count\"")
                .doesNotContain("last_document_id");
    }

    @Test
    void whatIsCutOrChangedIsRefused() {
        byte[] written = new ConnectorDocument(
                        "x", TIME, ConnectorDocument.OURS, Statistics.NONE, Optional.empty(), Map.of(), Map.of())
                .encode(Set.of());
        for (int length = 0; length < written.length; length++) {
            byte[] cut = Arrays.copyOf(written, length);
            assertThatThrownBy(() -> ConnectorDocument.decode("s.json", cut)).isInstanceOf(CorruptStateException.class);
        }
        String changed = new String(written, UTF_8).replace("\"x\"", "\"y\"");
        assertThatThrownBy(() -> decode(changed)).hasMessageContaining("its checksum does not fit");
    }

    @Test
    void whatIsSomethingElseIsRefusedAndSaysWhy() {
        Map.of(
                        "{\"id\": \"x\", \"version\": 1}", "it has no 'data'",
                        "{\"id\": \"x\", \"version\": 3, \"data\": {}}", "it is in version 3 of the form",
                        "{\"id\": \"x\", \"version\": 0, \"data\": {}}", "it is in version 0 of the form",
                        "{\"id\": 7}", "/id must be a text",
                        "{\"id\": \"x\", \"version\": 1, \"data\": {\"poll_count\": -1}}", "not negative",
                        "{\"id\": \"x\", \"version\": 1, \"data\": {\"last_poll_timestamp\": \"now\"}}",
                                "a time in ISO 8601",
                        "[]", "must be an object",
                        "", "must be an object")
                .forEach((json, reason) ->
                        assertThatThrownBy(() -> decode(json)).as(json).hasMessageContaining(reason));
    }

    @Test
    void figuresOfSeveralStreamsAreThoseOfTheirSource() {
        Statistics one = new Statistics(
                Optional.of(TIME),
                10,
                4,
                Optional.of("a"),
                Optional.empty(),
                OptionalLong.of(10),
                1,
                Optional.of("first"),
                new Statistics.Processing(100, 10, Optional.of(TIME), 2, 2));
        Statistics other = new Statistics(
                Optional.of(TIME.plusSeconds(1)),
                5,
                3,
                Optional.of("b"),
                Optional.of("s"),
                OptionalLong.of(5),
                0,
                Optional.empty(),
                new Statistics.Processing(50, 40, Optional.of(TIME.plusSeconds(1)), 2, 1));

        assertThat(Statistics.together(List.of(one, other)))
                .isEqualTo(new Statistics(
                        Optional.of(TIME.plusSeconds(1)),
                        15,
                        4,
                        Optional.of("b"),
                        Optional.of("s"),
                        OptionalLong.of(15),
                        1,
                        Optional.of("first"),
                        new Statistics.Processing(150, 20, Optional.of(TIME.plusSeconds(1)), 2, 2)));
        assertThat(Statistics.together(List.of(one))).isEqualTo(one);
    }
}
