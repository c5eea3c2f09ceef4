package dev.tidemark.engine.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.Range;
import dev.tidemark.api.Sealed;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Gap;
import dev.tidemark.api.state.Granularity;
import dev.tidemark.api.state.Mark;
import dev.tidemark.api.state.Marks;
import dev.tidemark.api.state.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StateDocumentTest {
    private static final Instant NOW = Instant.parse("2025-03-05T12:00:00.123Z");
    private static final Instant DAY = Instant.parse("2025-03-05T00:00:00Z");
    private static final String PLACE = "state/trail.json";

    private final StateDocument document = new StateDocument(
            "trail/AWSLogs",
            NOW,
            7,
            new CollectionState(
                    List.of(
                            new Region(
                                    Instant.MIN,
                                    DAY.minus(Duration.ofDays(3)),
                                    Granularity.DAY,
                                    Marks.of(Map.of("old", new Mark(Instant.MIN, 1, 2, "t"))),
                                    Marks.NONE),
                            new Region(
                                    DAY.minus(Duration.ofDays(1)),
                                    DAY,
                                    Granularity.DAY,
                                    Marks.NONE,
                                    Marks.of(Map.of(
                                            "a/b/c.gz", new Mark(DAY, 1, 2, "tag"),
                                            "a/b/d \"q\" é\n.gz", new Mark(DAY, Long.MAX_VALUE, 0, ""),
                                            "e.gz", new Mark(DAY.plusNanos(1), 3, 4, "x"))))),
                    Marks.of(Map.of("app.log", new Mark(NOW, 5, 5, "fingerprint"))),
                    List.of(new Gap(DAY.minus(Duration.ofDays(2)), DAY.minus(Duration.ofDays(1)), "expired")),
                    Optional.of("{\"shard\":9007199254740993,\"at\":[1.10,null]}")),
            new Statistics(
                    Optional.of(NOW),
                    1,
                    2,
                    Optional.of("a"),
                    Optional.of("b"),
                    OptionalLong.of(3),
                    4,
                    Optional.of("broken pipe"),
                    new Statistics.Processing(5, 6.5, Optional.of(DAY), 7, 8)),
            Map.of("connector", "file", "paths", "/var/log"));

    @Test
    void comesBackAsItWas() throws Exception {
        byte[] bytes = document.encode();

        assertThat(Sealed.intact(bytes)).isTrue();
        assertThat(StateDocument.decode(PLACE, bytes)).isEqualTo(document);
        assertThat(StateDocument.decode(PLACE, bytes).encode()).isEqualTo(bytes);
    }

    @Test
    void isReadableAndLeavesOutWhatDoesNotApply() {
        StateDocument bare = new StateDocument(
                "trail/x",
                DAY,
                1,
                CollectionState.EMPTY.complete(new Range(Instant.MIN, DAY), Granularity.DAY),
                Statistics.NONE,
                Map.of());

        assertThat(new String(bare.encode(), UTF_8)).isEqualTo("""
                {"format_version": 1,
                "id": "trail/x",
                "last_updated": "2025-03-05T00:00:00Z",
                "version": 1,
                "data": {"regions": [{"end": "2025-03-05T00:00:00Z",
                "granularity": "day"}]},"checksum":"crc32c:SUM"}\
                """.replace("SUM", checksum(bare.encode())));
    }

    @Test
    void isShownWithTheFieldsThatAreTracked() throws Exception {
        StreamRecord told = StreamRecord.of("trail", "AWSLogs", "file", NOW, Statistics.NONE)
                .ended(new Round(
                        NOW,
                        NOW.plusSeconds(2),
                        5,
                        4,
                        99,
                        1,
                        Optional.of("x"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));

        StateDocument shown = document.with(told);
        assertThat(shown.lastUpdated()).isEqualTo(NOW.plusSeconds(2));
        assertThat(StateDocument.decode(PLACE, shown.encode())).isEqualTo(shown);
        String few = new String(shown.encode(Set.of("poll_count", "last_error")), UTF_8);
        assertThat(few).contains("\"regions\"", "\"poll_count\": 1", "\"last_error\": \"x\"");
        assertThat(few).doesNotContain("total_documents_fetched", "processing_stats", "error_count");
    }

    private static String checksum(byte[] document) {
        String text = new String(document, UTF_8);
        return text.substring(text.length() - 10, text.length() - 2);
    }

    @Test
    @DisplayName("torn-state-file: cut at any byte, the document is refused")
    void cutAtAnyByteItIsRefused() {
        byte[] bytes = document.encode();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> StateDocument.decode(PLACE, cut))
                    .as("cut at %d", length)
                    .isInstanceOf(CorruptStateException.class)
                    .hasMessageContaining(PLACE);
        }
    }

    @Test
    void changedAtAnyByteItIsRefused() {
        byte[] bytes = document.encode();
        for (int at = 0; at < bytes.length; at++) {
            byte[] changed = bytes.clone();
            changed[at] ^= 1;
            assertThatThrownBy(() -> StateDocument.decode(PLACE, changed))
                    .as("changed at %d", at)
                    .isInstanceOf(CorruptStateException.class);
        }
    }

    @Test
    @DisplayName("missing-is-not-broken: an empty or damaged document stops, it is no new beginning")
    void emptyOrDamagedStops() {
        refused(new byte[0], "state/trail.json cannot be used: it is empty. Make it again from the lake");
        refused("{}".getBytes(UTF_8), "its checksum does not fit its content, it was cut or changed. Make it again");
    }

    @Test
    @DisplayName("new-field-old-state: a document of a newer format is refused, and says so")
    void aNewerFormatIsRefused() {
        refused(
                sealed("{\"format_version\": 2, \"brand\": \"new\"}"),
                "state/trail.json cannot be used: it is in version 2 of the format, and this Tidemark knows versions up"
                        + " to 1. Use the version of Tidemark that wrote it, or a newer one");
    }

    @Test
    void aWrongTypeIsNamedWithItsPlace() {
        refused(changed("\"version\": 7", "\"version\": \"7\""), "/version must be a whole number, not 7");
        refused(changed("\"version\": 7", "\"version\": -7"), "/version must be a number that is not negative, not -7");
        refused(
                changed("\"poll_count\": 2", "\"poll_count\": []"),
                "/data/poll_count must be a whole number, not a list");
        refused(
                changed("\"last_error\": \"broken pipe\"", "\"last_error\": null"),
                "/data/last_error must be a text, not null");
        refused(
                changed("\"2025-03-05T00:00:00Z\"", "\"2025-02-31T00:00:00Z\""),
                "must be a time in ISO 8601, not 2025-02-31");
        refused(
                changed("\"granularity\": \"day\"", "\"granularity\": \"week\""),
                "must be a granularity (day, hour, …), not week");
        refused(changed("\"tag\"]", "\"tag\", 1]"), "must be the end of the list, not 1");
        refused(changed("\"gaps\": [", "\"gaps\": [3,"), "/data/gaps/0 must be an object, not 3");
    }

    @Test
    void aMissingOrUnknownMemberIsNamed() {
        refused(changed("\"version\": 7,", ""), "it has no 'version'");
        refused(changed("\"version\": 7", "\"colour\": 7"), "it has a member 'colour' that is not known, at /colour");
        refused(sealed("{\"id\": \"x\"}"), "it begins with 'id', not with 'format_version'");
        refused(sealed("{\"format_version\": 1, oops}"), "it is not the JSON it should be");
    }

    @Test
    void anIdThatIsThereTwiceIsNamed() {
        refused(changed("\"d \\\"q\\\" é\\n.gz\"", "\"c.gz\""), "'a/b/c.gz' is there twice");
    }

    private byte[] changed(String from, String to) {
        String text = new String(document.encode(), UTF_8);
        assertThat(text).contains(from);
        return sealed(text.substring(0, text.lastIndexOf(",\"checksum\""))
                        .replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to))
                + "}");
    }

    private static byte[] sealed(String json) {
        return Sealed.seal(json.getBytes(UTF_8));
    }

    private static void refused(byte[] value, String message) {
        assertThatThrownBy(() -> StateDocument.decode(PLACE, value))
                .isInstanceOf(CorruptStateException.class)
                .hasMessageContaining(message);
    }
}
