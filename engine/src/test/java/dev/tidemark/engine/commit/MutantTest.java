package dev.tidemark.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whatever is broken on purpose, a proof finds it out: so the proofs of {@link CrashTest} prove something. */
class MutantTest {
    @Test
    void publishingBeforeTheClaim() {
        found(Mutants.PUBLISHES_BEFORE_THE_CLAIM, Proofs::aFaultAtEveryCall);
    }

    @Test
    @DisplayName("marker-before-commit: documents that count what is not claimed")
    void settlingBeforeTheClaim() {
        found(Mutants.SETTLES_BEFORE_THE_CLAIM, Proofs::aFaultAtEveryCall);
    }

    @Test
    void notPublishingAPendingClaimAgain() {
        found(Mutants.NEVER_PUBLISHES_AGAIN, Proofs::aFaultAtEveryCall);
    }

    @Test
    @DisplayName("two-runs-at-once: without compare-and-set")
    void savingWithoutComparing() {
        found(Mutants.SAVES_WITHOUT_COMPARING, Proofs::anotherCollectorAtEveryCall);
    }

    @Test
    void aSinkThatPublishesTwice() {
        found(Mutants.SINK_REPEATS, Proofs::anotherCollectorAtEveryCall);
    }

    @Test
    @DisplayName("older-savepoint: a sink that compares for equality instead of order")
    void aSinkThatComparesForEquality() {
        found(Mutants.SINK_COMPARES_FOR_EQUALITY, Proofs::anotherCollectorAtEveryCall);
    }

    @Test
    @DisplayName("later-batch-overtakes-failed: a chunk is left out")
    void aHoleInTheChunks() {
        found(MiniCollector.Habit.LEAVES_A_HOLE, Proofs::aFaultAtEveryCall);
    }

    @Test
    @DisplayName("ordered-mode-overtake: chunks committed in the order they finish")
    void chunksOutOfOrder() {
        found(MiniCollector.Habit.COMMITS_AS_FINISHED, Proofs::aFaultAtEveryCall);
    }

    @Test
    void aBadRecordThatEndsItsArtifact() {
        found(MiniCollector.Habit.STOPS_AT_A_BAD_RECORD, Proofs::aFaultAtEveryCall);
    }

    @Test
    @DisplayName("half-written-file: an unfinished line taken for a finished one")
    void unfinishedTakenForFinished() {
        found(MiniCollector.Habit.TAKES_UNFINISHED_FOR_FINISHED, Proofs::aFaultAtEveryCall);
    }

    @Test
    @DisplayName("offset-of-next-row: a mark that is not where reading ended")
    void aWrongMark() {
        found(MiniCollector.Habit.MARKS_TOO_LITTLE, Proofs::aFaultAtEveryCall);
    }

    private static void found(MiniCollector.Habit habit, Function<Scene.Twist, Optional<String>> proof) {
        found(Scene.Twist.of(habit), proof);
    }

    private static void found(Scene.Twist mutant, Function<Scene.Twist, Optional<String>> proof) {
        Optional<String> wrong = proof.apply(mutant);
        assertThat(wrong).isPresent();
        assertThat(wrong.get())
                .as("rows are lost or repeated, or the ledger sees that it came to that")
                .containsAnyOf("visible are", "though claim 1 of web was published");
    }
}
