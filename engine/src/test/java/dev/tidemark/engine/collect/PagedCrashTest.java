package dev.tidemark.engine.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.Range;
import dev.tidemark.testkit.Faults;
import dev.tidemark.testkit.Racers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each row of a paged source once, wherever a collector dies, and however many there are. */
class PagedCrashTest {
    private static final List<String> BEFORE = List.of("a0", "a1", "a2", "a3", "b0", "b1");
    private static final List<String> AFTER = List.of("a0", "a1", "a2", "a3", "a4", "a5", "b0", "b1", "b3");

    private final Feed one = new Feed("a0", "", "a1", "bad", "a2", "a3");
    private final Feed other = new Feed("b0", "b1", "lost with", "torn");
    private final FeedTrial trial = new FeedTrial(Map.of("one", one, "other", other));

    @ParameterizedTest
    @EnumSource(Faults.Kind.class)
    @DisplayName("position-never-ahead-of-rows, marker-before-commit, state-update-fails-after-load: a fault at every"
            + " call, of a source with a position of its own")
    void eachRowIsStoredOnceWhateverCallFails(Faults.Kind kind) throws IOException {
        boolean struck = true;
        for (int call = 1; struck; call++) {
            PagedCrashTest fresh = new PagedCrashTest();
            struck = fresh.survives(new Faults(call, kind), new Faults(call, kind));
        }
    }

    /** Whether there was a call to go wrong. */
    private boolean survives(Faults first, Faults second) throws IOException {
        crash(first);
        trial.collect();
        assertThat(trial.texts()).as(first.toString()).isEqualTo(BEFORE);
        one.add("a4", "a5");
        other.add("b3");
        crash(second);
        trial.collect();
        assertThat(trial.texts()).as(second.toString()).isEqualTo(AFTER);
        assertThat(trial.column("tp_id")).doesNotHaveDuplicates();
        return first.struck();
    }

    private void crash(Faults faults) throws IOException {
        try {
            trial.collect(FeedTrial.options(), faults);
        } catch (IOException | Faults.Killed e) {
            if (!faults.struck()) {
                throw e;
            }
        }
    }

    @Test
    @DisplayName("two-runs-at-once: another collector, with other pages, at every call")
    void eachRowIsStoredOnceWhereverAnotherCollectorGetsInBetween() throws IOException {
        boolean struck = true;
        for (int call = 1; struck; call++) {
            PagedCrashTest fresh = new PagedCrashTest();
            Faults faults = Faults.interrupted(call, fresh::collectByOtherPages);
            fresh.trial.collect(FeedTrial.options(), faults);
            assertThat(fresh.trial.texts()).as("call " + call).isEqualTo(BEFORE);
            struck = faults.struck();
        }
    }

    private void collectByOtherPages() throws IOException {
        one.pageLines(3);
        trial.collect();
        one.pageLines(2);
    }

    @Test
    @DisplayName("two-runs-at-once: three collectors race")
    void eachRowIsStoredOnceByRacingCollectors() throws Exception {
        for (int round = 0; round < 40; round++) {
            PagedCrashTest fresh = new PagedCrashTest();
            List<Callable<Integer>> racers = IntStream.rangeClosed(1, 3)
                    .<Callable<Integer>>mapToObj(bytes -> () -> {
                        fresh.trial.collect(
                                new RunOptions(Range.ALL, RunOptions.Mode.NEW, 1, Duration.ofMillis(1), 30L * bytes),
                                Faults.turns());
                        return bytes;
                    })
                    .toList();
            Racers.run(racers);
            assertThat(fresh.trial.texts()).as("round " + round).isEqualTo(BEFORE);
        }
    }
}
