package dev.tidemark.engine.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidemark.api.Census;
import dev.tidemark.api.Range;
import dev.tidemark.engine.collect.Trial;
import dev.tidemark.testkit.MemorySink.Damage;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class VerificationTest {
    private final Trial trial = new Trial();

    @BeforeEach
    void collectThreeDays() throws IOException {
        trial.put("a", "2025-03-01", "1", "2");
        trial.put("b", "2025-03-02", "3", "4");
        trial.put("c", "2025-03-03", "5");
        trial.collect("2025-03-05");
    }

    @Test
    void whereNothingIsWrongNothingIsFound() throws IOException {
        Verdict verdict = verify(Range.ALL);

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.artifacts()).isEqualTo(3);
        assertThat(verdict.isComplete()).isTrue();
    }

    @Test
    void anArtifactThatIsOnlyFilteredOrEmptyOrSetAsideIsNotMissing() throws IOException {
        trial.put("d", "2025-03-05", "skip");
        trial.put("e", "2025-03-05");
        trial.put("f", "2025-03-05", "torn");
        trial.put("g", "2025-03-05", "bad", "6");
        trial.collect("2025-03-06");

        assertThat(verify(Range.ALL).findings()).isEmpty();
    }

    @Test
    void rowsThatAreMissingAreFoundAndBroughtBack() throws IOException {
        trial.sink().damage("/logs/a", Damage.LOSE_ALL);
        trial.sink().damage("/logs/b", Damage.LOSE_ONE);

        Verdict verdict = verify(Range.ALL);
        assertThat(verdict.isComplete()).isFalse();
        assertThat(verdict.findings())
                .extracting(Finding::kind, Finding::location, Finding::what)
                .containsExactlyInAnyOrder(
                        tuple(Kind.MISSING, "/logs/a", "2 rows were stored, there are 0"),
                        tuple(Kind.MISSING, "/logs/b", "2 rows were stored, there are 1"));
        assertRepaired(verdict);
        assertThat(trial.texts()).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void rowsThatAreThereTwiceAreFoundAndOnceAgain() throws IOException {
        trial.sink().damage("/logs/b", Damage.REPEAT);

        Verdict verdict = verify(Range.ALL);
        assertThat(kinds(verdict)).containsExactly("DOUBLED /logs/b");
        assertRepaired(verdict);
        assertThat(trial.texts()).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    @DisplayName("late-object-old-name: beyond the delay it is reported, and collected on request")
    void anArtifactThatCameLateIsFoundAndCollected() throws IOException {
        trial.put("late", "2025-03-02", "6", "bad");

        Verdict verdict = verify(Range.ALL);
        assertThat(kinds(verdict)).containsExactly("LATE /logs/late");
        assertRepaired(verdict);
        assertThat(trial.texts()).containsExactly("1", "2", "3", "4", "5", "6");
        assertThat(trial.quarantined()).isEqualTo(1);
        assertThat(trial.collect("2025-03-05").rows().read()).isZero();
    }

    @Test
    @DisplayName("overwritten-object: one that was replaced after its time is found, and its rows replaced on request")
    void anArtifactThatChangedIsFoundAndReplaced() throws IOException {
        trial.put("b", "2025-03-02", "3", "4", "more");
        trial.collect("2025-03-06");

        Verdict verdict = verify(Range.ALL);
        assertThat(kinds(verdict)).containsExactly("CHANGED /logs/b");
        assertRepaired(verdict);
        assertThat(trial.texts()).containsExactly("1", "2", "3", "4", "5", "more");
    }

    @Test
    void oneThatIsGoneFromTheListingIsToldAndItsRowsStay() throws IOException {
        trial.source().remove("a");

        Verdict verdict = verify(Range.ALL);
        assertThat(kinds(verdict)).containsExactly("GONE a");
        assertThat(verdict.isComplete()).isTrue();
        assertThat(repair(verdict)).isEmpty();
        assertThat(trial.texts()).hasSize(5);
    }

    @Test
    void rowsOfAnArtifactThatIsGoneCannotBeBroughtBackAndWhyIsSaid() throws IOException {
        trial.source().remove("a");
        trial.sink().damage("/logs/a", Damage.LOSE_ONE);

        Verdict verdict = verify(Range.ALL);
        assertThat(kinds(verdict)).containsExactlyInAnyOrder("GONE a", "MISSING /logs/a");
        assertThat(repair(verdict).values()).containsExactly("rows of it were read of a, which is not there any more");
        assertThat(trial.texts()).hasSize(4);
    }

    @Test
    void whatCannotBeReadStaysAsItIs() throws IOException {
        trial.put("b", "2025-03-02", "3", "torn");
        trial.sink().damage("/logs/a", Damage.LOSE_ALL);

        Verdict verdict = verify(Range.ALL);
        Map<Finding, String> failures = repair(verdict);
        assertThat(failures.values()).containsExactly("it is broken: it is torn at byte 16");
        assertThat(trial.texts()).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void onlyTheRangeIsLookedAt() throws IOException {
        trial.put("late", "2025-03-02", "6");
        trial.sink().damage("/logs/c", Damage.LOSE_ALL);

        assertThat(kinds(verify(days("2025-03-01", "2025-03-02")))).isEmpty();
        assertThat(kinds(verify(days("2025-03-02", "2025-03-03")))).containsExactly("LATE /logs/late");
        assertThat(kinds(verify(days("2025-03-03", "2025-03-04")))).containsExactly("MISSING /logs/c");
    }

    @Test
    void whatIsNotCollectedYetIsNoDefectBeforeItsTimeIsOver() throws IOException {
        trial.put("old", "2025-03-05", "6");
        trial.put("new", "2025-03-07", "7");
        trial.today("2025-03-07");

        Verdict verdict = verify(Range.ALL);
        assertThat(kinds(verdict)).containsExactlyInAnyOrder("OVERDUE /logs/old", "WAITING /logs/new");
        assertThat(repair(verdict)).isEmpty();
        assertThat(trial.texts()).hasSize(5);
        trial.collect("2025-03-09");
        assertThat(verify(Range.ALL).isComplete()).isTrue();
    }

    @Test
    void whatLiesBeforeTheBeginningOfTheSourceIsNotMissed() throws IOException {
        Trial begun = new Trial();
        begun.begin("2025-03-02");
        begun.put("a", "2025-03-01", "1");
        begun.put("b", "2025-03-02", "2");
        begun.collect("2025-03-05");

        assertThat(begun.verification().verify(Range.ALL).findings()).isEmpty();
        assertThat(kinds(begun.verification().verify(days("2025-03-01", "2025-03-05"))))
                .containsExactly("OVERDUE /logs/a");
    }

    @Test
    void whatAnOverwriteReplacedIsCountedAnew() throws IOException {
        trial.put("b", "2025-03-02", "new");
        trial.overwrite(days("2025-03-02", "2025-03-03"));
        assertThat(verify(Range.ALL).findings()).isEmpty();

        trial.sink().damage("/logs/b", Damage.LOSE_ALL);
        assertRepaired(verify(Range.ALL));
        assertThat(trial.texts()).containsExactly("1", "2", "5", "new");
    }

    @Test
    void recordsThatAReplayBroughtInAreCounted() throws IOException {
        trial.put("d", "2025-03-05", "6", "bad");
        trial.collect("2025-03-06");
        byte[] mended = (Instant.parse("2025-03-05T00:00:00Z").toEpochMilli() + " 6\n"
                        + Instant.parse("2025-03-05T00:00:00Z").toEpochMilli() + " 7\n")
                .getBytes(UTF_8);
        trial.put("d", "2025-03-05", mended);
        assertThat(trial.replay().stored()).isEqualTo(1);

        assertThat(kinds(verify(Range.ALL))).doesNotContain("MISSING /logs/d", "DOUBLED /logs/d");
    }

    @Test
    void generationsOfALogThatWereReadInOnePlaceAreReadTogether() throws IOException {
        Trial logs = new Trial();
        logs.timeless("old", "/logs/access.log", "1", "2");
        logs.collect("2025-03-05");
        logs.moved("old", "/logs/access.log.1", "1", "2");
        logs.timeless("new", "/logs/access.log", "3");
        logs.collect("2025-03-06");
        assertThat(logs.verification().verify(Range.ALL).findings()).isEmpty();

        logs.sink().damage("/logs/access.log", Damage.LOSE_ONE);
        Verdict verdict = logs.verification().verify(Range.ALL);
        assertThat(kinds(verdict)).containsExactly("MISSING /logs/access.log");
        assertThat(logs.verification().repair(verdict, Range.ALL)).isEmpty();
        assertThat(logs.texts()).containsExactly("1", "2", "3");
        assertThat(logs.verification().verify(Range.ALL).findings()).isEmpty();
        assertThat(logs.collect("2025-03-06").rows().read()).isZero();
    }

    @Test
    @DisplayName("two-runs-at-once: what another collects while rows are counted is no finding")
    void whatIsCollectedWhileRowsAreCountedIsNoFinding() throws IOException {
        Census census = new Census() {
            @Override
            public void count(String source, Visitor visitor) throws IOException {
                trial.put("new", "2025-03-05", "6");
                trial.timeless("log", "/logs/log", "7");
                trial.collect("2025-03-06");
                trial.sink().count(source, visitor);
            }

            @Override
            public void count(String source, Set<String> locations, Visitor visitor) {
                trial.sink().count(source, locations, visitor);
            }

            @Override
            public Set<String> present(String source, Set<String> ids) {
                return trial.sink().present(source, ids);
            }
        };

        assertThat(kinds(trial.verification(census).verify(Range.ALL))).isEmpty();
    }

    @Test
    @DisplayName("two-runs-at-once: two that repair at once bring each row once")
    void repairingTwiceIsRepairingOnce() throws IOException {
        trial.put("late", "2025-03-02", "6");
        trial.sink().damage("/logs/a", Damage.LOSE_ONE);
        Verdict verdict = verify(Range.ALL);

        assertThat(repair(verdict)).isEmpty();
        assertThat(repair(verdict)).isEmpty();
        assertThat(trial.texts()).containsExactly("1", "2", "3", "4", "5", "6");
    }

    @Test
    void whatCannotBeListedIsAProblemAndNothingIsTakenForGone() throws IOException {
        Verdict verdict = trial.verificationOfPart("b").verify(Range.ALL);

        assertThat(verdict.problems()).hasSize(1);
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.isComplete()).isFalse();
    }

    @Test
    void rowsThatNoClaimIsKnownToHaveStoredAreCounted() throws IOException {
        trial.reset();
        trial.source().remove("a");
        trial.collect("2025-03-05");

        Verdict verdict = verify(Range.ALL);
        assertThat(kinds(verdict)).containsExactlyInAnyOrder("DOUBLED /logs/b", "DOUBLED /logs/c");
        assertThat(verdict.unaccounted()).isEqualTo(2);
        assertRepaired(verdict);
        assertThat(trial.texts()).containsExactly("1", "2", "3", "4", "5");
    }

    private void assertRepaired(Verdict verdict) throws IOException {
        assertThat(repair(verdict)).isEmpty();
        assertThat(verify(Range.ALL).findings()).isEmpty();
    }

    private Verdict verify(Range range) throws IOException {
        return trial.verification().verify(range);
    }

    private Map<Finding, String> repair(Verdict verdict) throws IOException {
        return trial.verification().repair(verdict, Range.ALL);
    }

    private static List<String> kinds(Verdict verdict) {
        return verdict.findings().stream()
                .map(each -> each.kind() + " " + each.location())
                .toList();
    }

    private static Range days(String from, String to) {
        return new Range(Instant.parse(from + "T00:00:00Z"), Instant.parse(to + "T00:00:00Z"));
    }
}
