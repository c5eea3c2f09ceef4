package dev.tidemark.api.state;

import static dev.tidemark.api.state.Notation.time;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Range;
import dev.tidemark.api.state.Increment.Order;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The numbered worked examples of chunks and crashes, and of where a run begins and ends. */
class ChunksAndBoundsTest {
    private final Notation notation = new Notation(Granularity.DAY);
    private final Artifact a = notation.artifact("a", time("03-01"));
    private final Artifact b = notation.artifact("b", time("03-01"));
    private final Artifact c = notation.artifact("c", time("03-01"));
    private final Artifact d = notation.artifact("d", time("03-02"));
    private final Artifact e = notation.artifact("e", time("03-02"));
    private final Increment[] chunks = new Increment[4];

    /** Chunk 0: a, b. Chunk 1: the first part of c. Chunk 2: the rest of c, d. Chunk 3: e. */
    @BeforeEach
    void chunks() {
        Progress progress = new Progress(
                Order.OLDEST_FIRST, Granularity.DAY, new Range(time("03-01"), Instant.MAX), time("03-05T12:00"));
        List.of(a, b, c, d, e).forEach(progress::found);
        chunks[0] = progress.close(marks(a, b));
        chunks[1] = progress.close(Map.of());
        chunks[2] = progress.close(marks(c, d));
        chunks[3] = progress.close(marks(e));
    }

    @Test
    void anIncrementHoldsOnlyWhatItsEndDoesNotSay() {
        assertThat(chunks[0].end()).isEqualTo(time("03-01"));
        assertThat(chunks[0].objects()).containsOnlyKeys("a", "b");
        assertThat(chunks[1].end()).isEqualTo(time("03-01"));
        assertThat(chunks[1].objects()).isEmpty();
        assertThat(chunks[2].end()).isEqualTo(time("03-02"));
        assertThat(chunks[2].objects()).containsOnlyKeys("d");
        assertThat(chunks[3].objects()).containsOnlyKeys("e");
    }

    @Test
    @DisplayName("row 94: — | crash, no chunk committed | — (all again)")
    void withoutACommitEverythingIsWantedAgain() {
        assertThat(List.of(a, b, c, d, e)).allMatch(CollectionState.EMPTY::wants);
    }

    @Test
    @DisplayName("row 95: — | 0 committed | [03-01, 03-01) e{a b}")
    void theFirstChunkOpensARegion() {
        assertThat(after(0)).isEqualTo(state("[03-01, 03-01) e{a b}"));
    }

    @Test
    @DisplayName("row 96: [03-01, 03-01) e{a b} | 0 and 2 committed (highest contiguous 0) | unchanged")
    void aChunkBehindAHoleIsNotApplied() {
        assertThat(List.of(c, d, e)).allMatch(after(0)::wants);
    }

    @Test
    @DisplayName("row 97: [03-01, 03-01) e{a b} | 1 committed too (highest contiguous 2) | [03-01, 03-02) e{d}")
    void allChunksUpToTheHighestContiguousOneAreApplied() {
        assertThat(after(2)).isEqualTo(state("[03-01, 03-02) e{d}"));
    }

    @Test
    @DisplayName("row 98: [03-01, 03-02) e{d} | report 2 repeated, or a report 1 arriving late | unchanged")
    void aRepeatedOrLateReportChangesNothing() {
        CollectionState state = after(2);

        assertThat(state.apply(chunks[2])).isEqualTo(state);
        assertThat(state.apply(chunks[1])).isEqualTo(state);
        assertThat(state.apply(chunks[0])).isEqualTo(state);
    }

    @Test
    @DisplayName("row 99: [03-01, 03-02) e{d} | 3 committed | [03-01, 03-02) e{d e}")
    void anEqualEndAddsItsObjects() {
        assertThat(after(3)).isEqualTo(state("[03-01, 03-02) e{d e}"));
    }

    @Test
    @DisplayName("row 100: [03-01, 03-01) e{a b} | crash with 0, 2, 3 committed and 1 lost; next run: a | no")
    void afterACrashWhatIsInTheContiguousChunksIsNotWanted() {
        assertThat(List.of(a, b)).noneMatch(after(0)::wants);
    }

    @Test
    @DisplayName("row 101: [03-01, 03-01) e{a b} | same: c @ 03-01 | yes")
    void afterACrashAnItemThatIsPartlyInALostChunkIsWanted() {
        assertThat(after(0).wants(c)).isTrue();
        assertThat(after(1).wants(c)).isTrue();
    }

    @Test
    @DisplayName("row 102: [03-01, 03-01) e{a b} | same: d @ 03-02, e @ 03-02 | yes")
    void afterACrashWhatLiesBehindTheHoleIsWanted() {
        assertThat(List.of(d, e)).allMatch(after(0)::wants);
    }

    @Test
    @DisplayName("row 106: [03-01, 03-02) e{d e h} | crash while the state is being written | old or new, never half")
    void aStateIsReplacedAndNeverChanged() {
        CollectionState before = after(2);
        CollectionState copy = new CollectionState(before.regions(), before.ids(), before.gaps(), before.cursor());
        before.apply(chunks[3]);
        before.cut(Range.ALL);

        assertThat(before).isEqualTo(copy);
    }

    @Test
    @DisplayName("row 61: [03-01, 03-03); [03-06, 03-08) e{n} | next default run | from = 03-08; the gap stays")
    void aRunBeginsAtTheNewestEnd() {
        CollectionState state = state("[03-01, 03-03); [03-06, 03-08) e{n@03-08}");

        assertThat(state.resume()).contains(time("03-08"));
        assertThat(state.missing(new Range(time("03-01"), time("03-09"))))
                .containsExactly(new Range(time("03-03"), time("03-06")), new Range(time("03-08"), time("03-09")));
        assertThat(CollectionState.EMPTY.resume()).isEmpty();
    }

    @Test
    @DisplayName("row 67: --from 03-05T13:20 | from = 03-05 (with g 1 h: 13:00)")
    void fromIsRoundedDown() {
        Range bounds = new Range(time("03-05T13:20"), Instant.MAX);

        assertThat(Granularity.DAY.floor(bounds)).isEqualTo(new Range(time("03-05"), Instant.MAX));
        assertThat(Granularity.HOUR.floor(bounds)).isEqualTo(new Range(time("03-05T13:00"), Instant.MAX));
        CollectionState state = state("[03-01, 03-04)");
        assertThat(state.wants(notation.artifact("x", time("03-05")), bounds)).isTrue();
        assertThat(state.wants(notation.artifact("x", time("03-04")), bounds)).isFalse();
    }

    @Test
    @DisplayName("row 68: --to 03-07T09:10 | to = 03-07, exclusive (with g 1 h: 09:00)")
    void toIsRoundedDownAndExclusive() {
        Range bounds = new Range(Instant.MIN, time("03-07T09:10"));

        assertThat(Granularity.DAY.floor(bounds)).isEqualTo(new Range(Instant.MIN, time("03-07")));
        assertThat(Granularity.HOUR.floor(bounds)).isEqualTo(new Range(Instant.MIN, time("03-07T09:00")));
        CollectionState state = state("[03-01, 03-04)");
        assertThat(state.wants(notation.artifact("x", time("03-06")), bounds)).isTrue();
        assertThat(state.wants(notation.artifact("x", time("03-07")), bounds)).isFalse();
    }

    @Test
    @DisplayName(
            "row 69: two trunks T1 [03-01, 03-05), T2 [03-01, 03-02) | default run | from: T1 03-05, T2 03-02, T3 its own")
    void eachStreamGoesOnWhereItEnded() {
        assertThat(state("[03-01, 03-05)").resume()).contains(time("03-05"));
        assertThat(state("[03-01, 03-02)").resume()).contains(time("03-02"));
        assertThat(CollectionState.EMPTY.resume()).isEmpty();
    }

    @Test
    @DisplayName("row 75, what remains: a newest-first run that died leaves two stretches")
    void aDeadNewestFirstRunLeavesWhatIsMissing() {
        CollectionState state = new Notation(Granularity.HOUR)
                .state("[03-01, 06:00) e{k@06:00}; [08:00, 10:00) s{n3@08:00} e{n1@10:00 n2@10:00}");

        assertThat(state.missing(new Range(time("06:00"), time("11:30"))))
                .containsExactly(new Range(time("06:00"), time("09:00")), new Range(time("10:00"), time("11:30")));
    }

    @Test
    void aRangeIsCoveredOnlyByWhatIsWhollyCollected() {
        CollectionState state = new Notation(Granularity.HOUR).state("[08:00, 10:00) s{n@08:00}; [10:00, 12:00)");

        assertThat(state.covers(new Range(time("09:00"), time("12:00")))).isTrue();
        assertThat(state.covers(new Range(time("08:00"), time("12:00")))).isFalse();
        assertThat(state.covers(new Range(time("09:00"), time("12:01")))).isFalse();
    }

    @Test
    void whatLiesBeyondTheBoundsDoesNotMoveTheEnd() {
        Range bounds = new Range(time("03-01"), time("03-02"));
        Progress progress = new Progress(Order.OLDEST_FIRST, Granularity.DAY, bounds, time("03-05T12:00"));
        progress.found(a);
        progress.passed(notation.artifact("beyond", time("03-04")));

        assertThat(progress.close(marks(a)).end()).isEqualTo(time("03-01"));
        assertThat(progress.complete()).contains(bounds);
    }

    private CollectionState state(String text) {
        return notation.state(text);
    }

    private CollectionState after(int highest) {
        CollectionState state = CollectionState.EMPTY;
        for (int i = 0; i <= highest; i++) {
            state = state.apply(chunks[i]);
        }
        return state;
    }

    private static Map<Artifact, Mark> marks(Artifact... artifacts) {
        Map<Artifact, Mark> marks = new HashMap<>();
        for (Artifact artifact : artifacts) {
            marks.put(artifact, Mark.of(artifact, 0));
        }
        return marks;
    }
}
