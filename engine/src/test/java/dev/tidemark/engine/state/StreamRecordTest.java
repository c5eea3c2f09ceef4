package dev.tidemark.engine.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.Sealed;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StreamRecordTest {
    private static final Instant NOW = Instant.parse("2025-03-05T12:00:00Z");
    private static final String PLACE = "the record web/records/file";

    private final StreamRecord fresh = StreamRecord.of("web", "file", "file", NOW, Statistics.NONE);

    @Test
    void comesBackAsItWas() throws Exception {
        StreamRecord record = new StreamRecord(
                "web",
                "a/b \"c\"",
                "file",
                Optional.of("acme"),
                NOW.minusSeconds(99),
                NOW,
                Optional.of(NOW.minusSeconds(1)),
                Result.THROTTLED,
                3,
                Optional.of(NOW.minusSeconds(8)),
                new Reached(
                        Optional.of(NOW.minusSeconds(2)),
                        Optional.of(NOW.minusSeconds(3)),
                        Optional.of(NOW.minusSeconds(4)),
                        Optional.of(NOW.minusSeconds(5)),
                        Duration.ofMillis(1500),
                        Duration.ofMillis(1600),
                        2),
                new Trouble(
                        4,
                        Optional.of(NOW.minusSeconds(6)),
                        Optional.of(ErrorClass.SOURCE_DOWN),
                        Optional.of(NOW.plusSeconds(7)),
                        Map.of(ErrorClass.SOURCE_DOWN, 5L, ErrorClass.BUG, 6L)),
                new Totals(7, 8, 9, 10, 11),
                Quiet.UNKNOWN.after(NOW, NOW.plus(Duration.ofDays(9))),
                new StoreUse(12, 13, 14, 15, 16, 17, 18),
                Statistics.NONE.lastDocument("x"));

        assertThat(StreamRecord.decode(PLACE, record.encode())).isEqualTo(record);
        assertThat(record.encode()).hasSizeLessThan(2000);
    }

    @Test
    void isReadableAndLeavesOutWhatDoesNotApply() {
        assertThat(new String(fresh.encode(), UTF_8)).startsWith("""
                {"format_version": 1,
                "collector_id": "web",
                "stream": "file",
                "collector_type": "file",
                "created": "2025-03-05T12:00:00Z",
                "updated": "2025-03-05T12:00:00Z",
                "last_attempt_result": "running",
                "begun_in_row": 0,
                "lag_ms": 0,
                "lag_before_ms": 0,
                "lag_grew_in_row": 0,
                "failures_in_row": 0,
                "totals": {"records": 0,
                """);
    }

    @Test
    @DisplayName("new-field-old-state: a record of a newer format is refused, and says so")
    void aNewerFormatIsRefused() {
        assertThatThrownBy(() -> StreamRecord.decode(PLACE, Sealed.seal("{\"format_version\": 2}".getBytes(UTF_8))))
                .isInstanceOf(CorruptStateException.class)
                .hasMessageContaining("it is in version 2 of the format")
                .hasMessageContaining("Use the version of Tidemark that wrote it");
    }

    @Test
    @DisplayName("torn-state-file: cut at any byte, the record is refused")
    void cutAtAnyByteItIsRefused() {
        byte[] bytes = fresh.encode();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> StreamRecord.decode(PLACE, cut)).isInstanceOf(CorruptStateException.class);
        }
    }

    @Test
    void aRoundWithoutAnythingNewIsProgressButNoData() {
        StreamRecord record = fresh.begun(NOW, List.of()).ended(Round.empty(NOW, NOW.plusSeconds(1)));

        assertThat(record.result()).isEqualTo(Result.NO_DATA);
        assertThat(record.begun()).isZero();
        assertThat(record.reached().success()).contains(NOW.plusSeconds(1));
        assertThat(record.reached().data()).isEmpty();
        assertThat(record.reached().frontier()).contains(NOW);
        assertThat(record.statistics().polls()).isEqualTo(1);
        assertThat(record.statistics().processing().empty()).isEqualTo(1);
        assertThat(record.statistics().processing().successful()).isZero();
    }

    @Test
    void aRoundThatFailsIsNoProgress() {
        StreamRecord record = fresh;
        for (int i = 0; i < 3; i++) {
            record = record.ended(failed(NOW.plusSeconds(i), "no route to https://me:secret@host/x"));
        }

        assertThat(record.result()).isEqualTo(Result.FAILED);
        assertThat(record.trouble().failures()).isEqualTo(3);
        assertThat(record.trouble().since()).contains(NOW);
        assertThat(record.trouble().errors()).containsExactly(Map.entry(ErrorClass.SOURCE_DOWN, 3L));
        assertThat(record.reached()).isEqualTo(Reached.NOTHING);
        assertThat(record.statistics().errors()).isEqualTo(3);
        assertThat(record.statistics().lastError()).contains("no route to https://host/x");

        StreamRecord after = record.ended(Round.empty(NOW, NOW.plusSeconds(9)));
        assertThat(after.trouble().failures()).isZero();
        assertThat(after.trouble().since()).isEmpty();
        assertThat(after.trouble().errors()).containsExactly(Map.entry(ErrorClass.SOURCE_DOWN, 3L));
        assertThat(after.statistics().lastError()).contains("no route to https://host/x");
    }

    @Test
    void theMeanTimeIsThatOfRoundsThatBroughtSomething() {
        StreamRecord record = fresh.ended(brought(3, Duration.ofMillis(10)))
                .ended(Round.empty(NOW, NOW.plusSeconds(5)))
                .ended(brought(4, Duration.ofMillis(30)));

        assertThat(record.statistics().processing().averageMillis()).isEqualTo(20);
        assertThat(record.statistics().processing().successful()).isEqualTo(2);
        assertThat(record.statistics().documents()).isEqualTo(7);
        assertThat(record.totals().records()).isEqualTo(7);
    }

    @Test
    void howOftenTheLagGrewIsCounted() {
        StreamRecord record = fresh;
        for (int seconds : new int[] {5, 6, 7}) {
            record = record.ended(Round.empty(NOW, NOW.plusSeconds(seconds)));
        }
        assertThat(record.reached().grew()).isEqualTo(2);
        assertThat(record.reached().lag()).isEqualTo(Duration.ofSeconds(7));
        assertThat(record.ended(Round.empty(NOW, NOW.plusSeconds(6))).reached().grew())
                .isZero();
    }

    @Test
    void aClockThatWasSetBackDoesNotSetTheRecordBack() {
        StreamRecord record = fresh.begun(NOW.minusSeconds(3600), List.of());

        assertThat(record.updated()).isEqualTo(NOW);
        assertThat(record.ended(Round.empty(NOW.minusSeconds(3600), NOW.minusSeconds(3599)))
                        .updated())
                .isEqualTo(NOW);
    }

    private static Round brought(long records, Duration took) {
        return new Round(
                NOW,
                NOW.plus(took),
                records,
                records,
                100,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.of(NOW),
                Optional.empty());
    }

    private static Round failed(Instant at, String message) {
        return new Round(
                at,
                at,
                0,
                0,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.of(at),
                Optional.of(new Failure(ErrorClass.SOURCE_DOWN, message)));
    }
}
