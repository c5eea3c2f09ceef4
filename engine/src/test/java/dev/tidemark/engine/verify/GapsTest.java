package dev.tidemark.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.Range;
import dev.tidemark.engine.collect.RunOptions;
import dev.tidemark.engine.collect.RunOptions.Mode;
import dev.tidemark.engine.collect.Trial;
import dev.tidemark.testkit.Racers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GapsTest {
    private final Trial trial = new Trial();

    @Test
    void whatWasNeverCollectedIsOneGap() throws IOException {
        assertThat(gaps(Range.ALL)).containsExactly("NOT_ASKED nothing was collected yet");
    }

    @Test
    void afterAWholeRunThereAreNone() throws IOException {
        days(1, 6);
        trial.collect("2025-03-08");

        assertThat(gaps(Range.ALL)).isEmpty();
        assertThat(gaps(range("2025-03-02", "2025-03-08"))).isEmpty();
    }

    @Test
    @DisplayName("start-date-moved-back: holes between ranges are told, and filled exactly")
    void holesBetweenRangesAreToldAndFilled() throws IOException {
        trial.delay(Duration.ofDays(2));
        days(1, 9);
        trial.today("2025-03-10");
        collect(Mode.NEW, range("2025-03-02", "2025-03-03"));
        collect(Mode.NEW, range("2025-03-05", "2025-03-06"));
        collect(Mode.NEW, range("2025-03-07", "2025-03-08"));

        assertThat(gaps(Range.ALL))
                .containsExactly(
                        "NOT_ASKED 2025-03-03..2025-03-05 no run has asked for it",
                        "NOT_ASKED 2025-03-06..2025-03-07 no run has asked for it");
        assertThat(trial.record("stream").totals().gaps()).isEqualTo(2);
        assertThat(gaps(range("2025-03-01", "2025-03-04")))
                .containsExactly(
                        "NOT_ASKED 2025-03-01..2025-03-02 no run has asked for it",
                        "NOT_ASKED 2025-03-03..2025-03-04 no run has asked for it");
        assertThat(gaps(range("2025-03-07", "2025-03-20"))).isEmpty();

        collect(Mode.GAPS, Range.ALL);
        assertThat(trial.texts()).containsExactly("2", "3", "4", "5", "6", "7");
        assertThat(gaps(Range.ALL)).isEmpty();
        assertThat(trial.record("stream").totals().gaps()).isZero();
        collect(Mode.GAPS, range("2025-03-01", "2025-03-20"));
        assertThat(trial.texts()).containsExactly("1", "2", "3", "4", "5", "6", "7");
        collect(Mode.NEW, Range.ALL);
        assertThat(trial.texts()).hasSize(9);
    }

    @Test
    void aRunOverEverythingClosesTheHoles() throws IOException {
        days(1, 6);
        trial.today("2025-03-10");
        collect(Mode.NEW, range("2025-03-02", "2025-03-03"));
        collect(Mode.NEW, range("2025-03-05", "2025-03-06"));
        collect(Mode.NEW, Range.ALL);

        assertThat(gaps(Range.ALL)).isEmpty();
        assertThat(trial.texts()).hasSize(6);
        assertThat(trial.ledger().state("stream").regions()).hasSize(1);
    }

    @Test
    void whatFailsIsToldWithTheError() throws IOException {
        days(1, 4);
        trial.collectWithout("day-3", "2025-03-06");

        assertThat(gaps(Range.ALL))
                .containsExactly("FAILED 2025-03-03..2025-03-06 /logs/day-3: it cannot be opened: no permission");
        collect(Mode.GAPS, Range.ALL);
        assertThat(trial.texts()).containsExactly("1", "2", "3", "4");
        assertThat(gaps(Range.ALL)).isEmpty();
    }

    @Test
    void whatIsOutOfReachIsToldAndNotTriedAgain() throws IOException {
        days(5, 6);
        trial.collect("2025-03-08");
        trial.unreachable("2025-03-02", "2025-03-04", "kept for 7 days only");

        assertThat(gaps(range("2025-03-01", "2025-03-07")))
                .containsExactly(
                        "UNREACHABLE 2025-03-02..2025-03-04 kept for 7 days only",
                        "NOT_ASKED 2025-03-01..2025-03-02 no run has asked for it",
                        "NOT_ASKED 2025-03-04..2025-03-05 no run has asked for it");
        assertThat(gaps(range("2025-03-05", "2025-03-07"))).isEmpty();
    }

    @Test
    void whatIsSetAsideIsToldWithTheReason() throws IOException {
        trial.put("a", "2025-03-01", "1", "bad", "bad");
        trial.put("b", "2025-03-02", "torn");
        trial.timeless("log", "/logs/log", "bad");
        trial.collect("2025-03-05");

        assertThat(gaps(Range.ALL))
                .containsExactlyInAnyOrder(
                        "QUARANTINED 2025-03-01..2025-03-02 2 records, the first: it has no time",
                        "QUARANTINED 2025-03-02..2025-03-03 it is torn at byte 0",
                        "QUARANTINED 1 record: it has no time");
        assertThat(gaps(range("2025-03-02", "2025-03-03")))
                .containsExactlyInAnyOrder(
                        "QUARANTINED 2025-03-02..2025-03-03 it is torn at byte 0",
                        "QUARANTINED 1 record: it has no time");
    }

    @Test
    @DisplayName("two-runs-at-once: gaps are filled while the newest data is collected, each row once")
    void gapsAreFilledWhileTheNewestIsCollected() throws Exception {
        days(1, 20);
        trial.today("2025-03-28");
        collect(Mode.NEW, range("2025-03-05", "2025-03-06"));
        collect(Mode.NEW, range("2025-03-15", "2025-03-16"));
        List<Callable<Integer>> racers = new ArrayList<>();
        for (int racer = 1; racer <= 4; racer++) {
            Mode mode = racer % 2 == 0 ? Mode.GAPS : Mode.NEW;
            Range range = range(racer % 2 == 0 ? "2025-03-01" : "2025-03-16", "2025-04-01");
            int chunkBytes = racer * 20;
            racers.add(() -> {
                trial.collect(new RunOptions(range, mode, 2, Duration.ZERO, chunkBytes));
                return chunkBytes;
            });
        }
        Racers.run(racers);

        assertThat(trial.texts()).hasSize(20).doesNotHaveDuplicates();
        assertThat(gaps(range("2025-03-01", "2025-03-28"))).isEmpty();
        assertThat(trial.verification().verify(Range.ALL).findings()).isEmpty();
    }

    @Test
    @DisplayName("late-object-old-name: a run counts what it sees that came late")
    void aRunCountsWhatCameLate() throws IOException {
        days(1, 3);
        trial.collect("2025-03-05");
        trial.late("late", "2025-03-02", "2025-03-06", "5");

        assertThat(trial.collect("2025-03-07").late()).isEqualTo(1);
        assertThat(trial.record("stream").totals().late()).isEqualTo(1);
        assertThat(trial.collect("2025-03-08").late()).isZero();
        assertThat(trial.texts()).hasSize(3);
    }

    private void days(int first, int last) {
        for (int day = first; day <= last; day++) {
            trial.put("day-" + day, "2025-03-%02d".formatted(day), Integer.toString(day));
        }
    }

    private void collect(Mode mode, Range range) throws IOException {
        trial.collect(new RunOptions(range, mode, 2, Duration.ofSeconds(5), 40));
    }

    private List<String> gaps(Range range) throws IOException {
        return trial.gaps().find(range).stream().map(GapsTest::text).toList();
    }

    private static String text(Lack lack) {
        String span = lack.span()
                .map(each -> day(each.from()) + ".." + day(each.to()) + " ")
                .orElse("");
        return lack.reason() + " " + span + lack.what();
    }

    private static String day(Instant time) {
        return time.toString().replace("T00:00:00Z", "");
    }

    private static Range range(String from, String to) {
        return new Range(Instant.parse(from + "T00:00:00Z"), Instant.parse(to + "T00:00:00Z"));
    }
}
