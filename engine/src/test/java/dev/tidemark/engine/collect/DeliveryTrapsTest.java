package dev.tidemark.engine.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.Event;
import dev.tidemark.api.Observer;
import dev.tidemark.api.Range;
import dev.tidemark.testkit.MemoryBlobs;
import dev.tidemark.testkit.MemorySink;
import dev.tidemark.testkit.MemorySource;
import dev.tidemark.testkit.MemoryStateStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Ways in which other collectors lose rows or collect them twice, tried on whole runs. */
class DeliveryTrapsTest {
    private final MemorySource source = new MemorySource();
    private final MemoryStateStore store = new MemoryStateStore();
    private final MemoryBlobs blobs = new MemoryBlobs();
    private final MemorySink sink = new MemorySink();
    private final List<String> expected = new ArrayList<>();
    private Duration delay = Duration.ZERO;

    @Test
    @DisplayName("full-page-of-ties: 250 artifacts of one time, in chunks of few, some of them later, are there once")
    void moreOfOneTimeThanAChunkHolds() throws IOException {
        for (int i = 0; i < 250; i++) {
            if (i % 7 > 0) {
                put("f" + i, "2025-03-04");
            }
        }
        run("2025-03-04");
        assertEachIsThereOnce();
        for (int i = 0; i < 250; i += 7) {
            put("f" + i, "2025-03-04");
        }
        run("2025-03-04");
        run("2025-03-05");
        assertEachIsThereOnce();
    }

    @Test
    @DisplayName("latency-of-the-source, late-index-visibility: what turns up within the delivery delay is collected")
    void whatIsLateWithinTheDelayIsCollected() throws IOException {
        delay = Duration.ofDays(3);
        put("b1", "2025-03-01");
        put("b4", "2025-03-04");
        run("2025-03-04");
        put("a2", "2025-03-02");
        put("a3", "2025-03-03");
        run("2025-03-05");
        put("a4", "2025-03-04");
        put("a3x", "2025-03-03");
        run("2025-03-06");
        run("2025-03-20");
        assertEachIsThereOnce();
    }

    @Test
    @DisplayName("cursor-equals-now: an empty answer moves nothing, what was hidden is collected later")
    void anEmptyAnswerMovesNothing() throws IOException {
        assertThat(run("2025-03-05").rows().stored()).isZero();
        put("a", "2025-03-01");
        run("2025-03-05");
        source.remove("a");
        run("2025-03-10");
        put("b", "2025-03-07");
        run("2025-03-10");
        assertEachIsThereOnce();
    }

    @Test
    @DisplayName("expired-with-its-carrier: after 15 days without a run it goes on where it was")
    void aLongPauseLosesNothing() throws IOException {
        put("a", "2025-03-01");
        run("2025-03-02");
        for (int day = 2; day < 17; day++) {
            put("b" + day, "2025-03-%02d".formatted(day));
        }
        assertThat(run("2025-03-17").rows().stored()).isEqualTo(15);
        assertThat(run("2025-03-17").rows().read()).isZero();
        assertEachIsThereOnce();
    }

    @Test
    @DisplayName("ignore-older-forgets: what is listed for years is not collected again")
    void whatIsListedForYearsIsNotCollectedAgain() throws IOException {
        put("a", "2020-01-01");
        run("2020-01-02");
        Instant day = Lines.time("2020-06-01");
        for (int i = 0; i < 60; i++) {
            put("b" + i, day.toString().substring(0, 10));
            assertThat(run(day.plus(1, ChronoUnit.DAYS).toString().substring(0, 10))
                            .rows()
                            .stored())
                    .isEqualTo(1);
            day = day.plus(30, ChronoUnit.DAYS);
        }
        assertEachIsThereOnce();
    }

    @Test
    @DisplayName("ids-change-with-version: the ids of rows are those of the first version")
    void idsOfRowsStayWhatTheyAre() throws IOException {
        put("a", "2025-03-01");
        run("2025-03-02");

        assertThat(sink.rows("lines", List.of("tp_id"))).containsExactly(List.of("8c5f161ee8d51bb8-1"));
    }

    private void put(String id, String day) {
        byte[] content = Lines.content(day, id);
        source.put(Lines.artifact(id, day, content), content);
        expected.add(id);
    }

    private Event.Summary run(String today) throws IOException {
        SourceSpec spec = new SourceSpec("src", "file", source, Lines.TABLE, Optional.empty(), Optional.empty(), delay);
        Clock clock = Clock.fixed(Lines.time(today), ZoneOffset.UTC);
        return new SourceCollection(spec, store, blobs, sink, clock, Observer.NONE)
                .run(new RunOptions(Range.ALL, RunOptions.Mode.NEW, 2, Duration.ZERO, 60));
    }

    private void assertEachIsThereOnce() {
        assertThat(sink.rows("lines", List.of("text")).stream().map(row -> String.valueOf(row.getFirst())))
                .containsExactlyInAnyOrderElementsOf(expected);
    }
}
