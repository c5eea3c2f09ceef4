package dev.tidemark.api.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Period;
import dev.tidemark.api.Range;
import dev.tidemark.api.state.Increment.Order;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The numbered worked examples of items without a time, and of items that change. */
class TimelessExamplesTest {
    private static final Instant CHANGED = Instant.parse("2025-03-01T08:00:00Z");

    private final CollectionState appLog = committed(CollectionState.EMPTY, item("app.log", 10, "head"));

    @Test
    @DisplayName("row 43: ids{} | app.log | yes | ids{app.log}")
    void anIdThatWasNeverSeenIsWanted() {
        assertThat(CollectionState.EMPTY.wants(item("app.log", 10, "head"))).isTrue();
        assertThat(appLog.ids()).isEqualTo(Marks.of(Map.of("app.log", new Mark(CHANGED, 10, 10, "head"))));
        assertThat(appLog.regions()).isEmpty();
    }

    @Test
    @DisplayName("row 44: ids{app.log} | app.log | no")
    void anIdThatIsRememberedIsNotWanted() {
        assertThat(appLog.wants(item("app.log", 10, "head"))).isFalse();
    }

    @Test
    @DisplayName("row 45: ids{app.log} | app.log.1 | yes | ids{app.log app.log.1}")
    void anotherIdIsWanted() {
        Artifact other = item("app.log.1", 10, "head");

        assertThat(appLog.wants(other)).isTrue();
        assertThat(committed(appLog, other).ids().size()).isEqualTo(2);
    }

    @Test
    @DisplayName("row 46: ids{app.log} | app.log, now larger | yes, from the remembered length on")
    void whatHasGrownIsWanted() {
        Artifact grown = item("app.log", 15, "head");

        assertThat(appLog.wants(grown)).isTrue();
        assertThat(appLog.mark("app.log").map(Mark::next)).contains(10L);
        assertThat(committed(appLog, grown).mark("app.log").map(Mark::size)).contains(15L);
        assertThat(committed(appLog, grown).wants(grown)).isFalse();
    }

    @Test
    @DisplayName("row 47: ids{app.log} | app.log replaced | yes | ids{app.log with new fingerprint}")
    void whatWasReplacedIsWanted() {
        Artifact smaller = item("app.log", 4, "head");
        Artifact other = item("app.log", 10, "another head");

        assertThat(appLog.wants(smaller)).isTrue();
        assertThat(appLog.wants(other)).isTrue();
        assertThat(committed(appLog, other).mark("app.log").map(Mark::tag)).contains("another head");
        assertThat(committed(appLog, other).wants(smaller)).isTrue();
    }

    @Test
    @DisplayName("row 48: ids{app.log} | --from 01-01 | no")
    void boundsDoNotApplyToWhatHasNoTime() {
        Range bounds = new Range(Notation.time("01-01"), Notation.time("01-02"));

        assertThat(appLog.wants(item("app.log", 10, "head"), bounds)).isFalse();
        assertThat(appLog.wants(item("new.log", 10, "head"), bounds)).isTrue();
    }

    @Test
    @DisplayName("row 49: ids{app.log} | --overwrite --from 03-01 | ids{}")
    void anOverwriteForgetsAllIds() {
        assertThat(appLog.cut(new Range(Notation.time("03-01"), Instant.MAX))).isEqualTo(CollectionState.EMPTY);
    }

    @Test
    void aRunWithoutTimesIsNeverCompleteByTime() {
        assertThat(new Progress(Order.OLDEST_FIRST, Granularity.UNKNOWN, Range.ALL, CHANGED).complete())
                .isEmpty();
        assertThat(appLog.complete(new Range(Instant.MIN, CHANGED), Granularity.UNKNOWN))
                .isEqualTo(appLog);
    }

    @Test
    @DisplayName("row 52: [01-01, 02-01) e{feb} | feb @ 02-01, replaced by a newer version | yes | unchanged")
    void whatWasReplacedAtTheEdgeIsWanted() {
        Notation notation = new Notation(Granularity.MONTH);
        CollectionState state = notation.state("[01-01, 02-01) e{feb@02-01}");
        Artifact newer = Notation.item("feb", new Period(Notation.time("02-01"), Granularity.MONTH), 2);

        assertThat(state.wants(newer)).isTrue();
        Progress progress = new Progress(
                Order.OLDEST_FIRST,
                Granularity.MONTH,
                new Range(Notation.time("02-01"), Instant.MAX),
                Notation.time("03-20"));
        progress.found(newer);
        CollectionState after = state.apply(progress.close(Map.of(newer, Mark.of(newer, 0))));
        assertThat(after.regions().getFirst().end()).isEqualTo(Notation.time("02-01"));
        assertThat(after.wants(newer)).isFalse();
        assertThat(after.mark("feb")).isEqualTo(Optional.of(new Mark(Notation.time("02-01"), 2, 0, "")));
    }

    private static CollectionState committed(CollectionState state, Artifact artifact) {
        Progress progress = new Progress(Order.OLDEST_FIRST, Granularity.UNKNOWN, Range.ALL, CHANGED);
        progress.found(artifact);
        return state.apply(progress.close(Map.of(artifact, Mark.of(artifact, artifact.size()))));
    }

    private static Artifact item(String id, long size, String tag) {
        Period period = new Period(CHANGED, Granularity.UNKNOWN);
        return new Artifact(id, "stream", id, period, CHANGED, size, tag, 0, Map.of());
    }
}
