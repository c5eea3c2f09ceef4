package dev.tidemark.api.state;

import static dev.tidemark.api.state.Notation.time;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Period;
import dev.tidemark.api.Range;
import dev.tidemark.api.state.Increment.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How collectors lose or double rows at the edges of time. */
class DeliveryTrapsTest {
    private CollectionState state = CollectionState.EMPTY;

    @Test
    @DisplayName("late-object-old-name: within the delay it is collected, beyond it, it is told")
    void aLateObjectWithAnOlderNameIsCollectedWithinTheDelay() {
        Notation notation = new Notation(Granularity.MINUTE);
        Artifact first = notation.artifact("first", time("09:50"));
        Artifact late = changed(notation.artifact("late", time("09:20")), time("10:00"));
        Duration delay = Duration.ofMinutes(60);

        run(Granularity.MINUTE, time("09:55"), delay, first);
        assertThat(state.wants(late)).isTrue();
        run(Granularity.MINUTE, time("10:01"), delay, late, first);
        assertThat(state.wants(late)).isFalse();

        run(Granularity.MINUTE, time("11:30"), delay);
        Artifact tooLate = changed(notation.artifact("too late", time("09:30")), time("11:40"));
        assertThat(state.wants(tooLate)).isFalse();
        assertThat(state.late(tooLate, time("11:30"))).isTrue();
        assertThat(state.late(first, time("11:30"))).as("collected long ago").isFalse();
    }

    @Test
    @DisplayName("same-day-after-clear: a second run on one day takes the new objects, and only those")
    void aSecondRunOnTheSameDayTakesTheNewObjects() {
        Notation notation = new Notation(Granularity.DAY);
        Artifact morning = notation.artifact("morning", time("03-05"));
        Artifact evening = notation.artifact("evening", time("03-05"));

        run(Granularity.DAY, time("03-05T12:00"), Duration.ZERO, morning);
        assertThat(state.wants(morning)).isFalse();
        assertThat(state.wants(evening)).isTrue();
        run(Granularity.DAY, time("03-05T18:00"), Duration.ZERO, morning, evening);
        assertThat(state.wants(evening)).isFalse();
        assertThat(state.wants(notation.artifact("midnight", time("03-05")))).isTrue();
    }

    @Test
    @DisplayName("ordered-mode-overtake: b commits while a fails, a is read again")
    void aLaterItemDoesNotCoverAFailedOne() {
        Notation notation = new Notation(Granularity.DAY);
        Artifact a = notation.artifact("a.csv", time("03-01"));
        Artifact b = notation.artifact("b.csv", time("03-02"));
        Progress progress = progress(Granularity.DAY, time("03-05"), Duration.ZERO);
        progress.found(a);
        progress.found(b);

        state = state.apply(progress.close(marks(b)));

        assertThat(progress.complete()).isEmpty();
        assertThat(state.wants(a)).isTrue();
        assertThat(state.wants(b)).isFalse();
        run(Granularity.DAY, time("03-05"), Duration.ZERO, a, b);
        assertThat(state.wants(a)).isFalse();
    }

    @Test
    @DisplayName("older-after-transient-error: a failed get holds the end until it works")
    void anItemThatFailsManyTimesIsCollectedInTheEnd() {
        Notation notation = new Notation(Granularity.DAY);
        Artifact failing = notation.artifact("failing", time("03-01"));
        for (int day = 2; day < 9; day++) {
            Artifact good = notation.artifact("good" + day, time("03-0" + day));
            Progress progress = progress(Granularity.DAY, time("03-0" + day), Duration.ZERO);
            progress.found(failing);
            progress.found(good);
            state = state.apply(progress.close(marks(good)));
            assertThat(state.wants(failing)).isTrue();
            assertThat(state.wants(good)).isFalse();
        }

        run(Granularity.DAY, time("03-09"), Duration.ZERO, failing);

        assertThat(state.covers(new Range(time("03-01"), time("03-09")))).isTrue();
        assertThat(state.regions().getFirst().endObjects().isEmpty()).isTrue();
    }

    @Test
    @DisplayName("future-timestamp-poison: an item dated next year is collected, and later ones still arrive")
    void anItemFromTheFutureDoesNotMoveTheEnd() {
        Notation notation = new Notation(Granularity.SECOND);
        Artifact future =
                Notation.item("future", new Period(Instant.parse("2026-03-05T00:00:00Z"), Granularity.SECOND), 1);

        run(Granularity.SECOND, time("10:00"), Duration.ofMinutes(5), future);

        assertThat(state.wants(future)).isFalse();
        assertThat(state.resume()).contains(time("09:55"));
        assertThat(state.wants(notation.artifact("now", time("09:56")))).isTrue();
        run(Granularity.SECOND, time("12:00"), Duration.ofMinutes(5), notation.artifact("now", time("09:56")), future);
        assertThat(state.wants(future)).isFalse();
        assertThat(state.resume()).contains(time("11:55"));
    }

    @Test
    @DisplayName("boundary-row-skipped: items exactly on each bound are collected once")
    void itemsOnTheBoundsAreCollectedOnce() {
        Notation notation = new Notation(Granularity.HOUR);
        Range first = new Range(time("08:00"), time("10:00"));
        Range second = new Range(time("10:00"), time("12:00"));
        List<Artifact> items = IntStream.rangeClosed(8, 12)
                .mapToObj(hour -> notation.artifact("at" + hour, time("%02d:00".formatted(hour))))
                .toList();

        for (Artifact item : items) {
            boolean early = state.wants(item, first);
            boolean late = state.wants(item, second);
            assertThat(early && late).isFalse();
            assertThat(early || late).isEqualTo(!item.id().equals("at12"));
        }
    }

    @Test
    @DisplayName("same-second-siblings: five objects of one second that turn up in two listings are all collected")
    void siblingsOfOneSecondAreAllCollected() {
        Notation notation = new Notation(Granularity.SECOND);
        Artifact[] five = IntStream.range(0, 5)
                .mapToObj(i -> notation.artifact("o" + i, time("10:00:01")))
                .toArray(Artifact[]::new);

        run(Granularity.SECOND, time("10:00:01.5"), Duration.ZERO, Arrays.copyOf(five, 3));
        assertThat(five).filteredOn(state::wants).containsExactly(five[3], five[4]);
        run(Granularity.SECOND, time("10:00:01.9"), Duration.ZERO, five);
        assertThat(five).noneMatch(state::wants);
    }

    @Test
    @DisplayName("position-never-ahead-of-rows: what could not be listed holds everything after it")
    void whatCouldNotBeListedHoldsTheEnd() {
        Notation notation = new Notation(Granularity.DAY);
        Artifact first = notation.artifact("first", time("03-01"));
        Artifact last = notation.artifact("last", time("03-03"));
        Progress progress = progress(Granularity.DAY, time("03-05"), Duration.ZERO);
        progress.found(first);
        progress.unlisted();
        progress.found(last);

        state = state.apply(progress.close(marks(first, last)));

        assertThat(progress.complete()).isEmpty();
        assertThat(state.wants(notation.artifact("hidden", time("03-02")))).isTrue();
        assertThat(state.wants(first)).isFalse();
        assertThat(state.wants(last)).isFalse();
    }

    @Test
    @DisplayName("half-written-file: what is still written to is remembered and keeps its period open")
    void aGrowingItemKeepsItsPeriodOpen() {
        Artifact growing = growing(5);
        Artifact next = new Notation(Granularity.DAY).artifact("next", time("03-03"));
        Progress progress = progress(Granularity.DAY, time("03-05"), Duration.ZERO);
        progress.found(growing);
        progress.found(next);

        state = state.apply(progress.close(marks(growing, next)));
        state = progress.complete()
                .map(range -> state.complete(range, Granularity.DAY))
                .orElseThrow();

        assertThat(state.resume()).contains(time("03-02"));
        assertThat(state.wants(growing)).isFalse();
        assertThat(state.wants(growing(6))).isTrue();
        assertThat(state.wants(next)).isFalse();
    }

    private static Artifact growing(long size) {
        Period period = new Period(time("03-02"), Granularity.DAY);
        return new Artifact(
                "app.log", "stream", "app.log", period, time("03-02"), size, "", 0, Artifact.Content.GROWING, Map.of());
    }

    private void run(Granularity granularity, Instant now, Duration delay, Artifact... offered) {
        Progress progress = progress(granularity, now, delay);
        for (Artifact artifact : offered) {
            if (state.wants(artifact)) {
                progress.found(artifact);
                state = state.apply(progress.close(marks(artifact)));
            } else {
                progress.passed(artifact);
            }
        }
        progress.complete().ifPresent(range -> state = state.complete(range, granularity));
    }

    private Progress progress(Granularity granularity, Instant now, Duration delay) {
        Range bounds = new Range(state.resume().orElse(Instant.MIN), Instant.MAX);
        return new Progress(Order.OLDEST_FIRST, granularity, bounds, now.minus(delay));
    }

    private static Artifact changed(Artifact artifact, Instant changed) {
        return new Artifact(
                artifact.id(),
                artifact.stream(),
                artifact.location(),
                artifact.period(),
                changed,
                artifact.size(),
                artifact.tag(),
                artifact.next(),
                artifact.labels());
    }

    private static Map<Artifact, Mark> marks(Artifact... artifacts) {
        Map<Artifact, Mark> marks = new HashMap<>();
        for (Artifact artifact : artifacts) {
            marks.put(artifact, Mark.of(artifact, 0));
        }
        return marks;
    }
}
