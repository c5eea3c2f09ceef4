package dev.tidemark.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each row once, wherever and however often a collector dies, and however many there are. */
class CrashTest {
    private static final Scene.Twist NONE = Scene.Twist.NONE;

    @Test
    @DisplayName("nothing-recollected: a second run over the same source adds nothing")
    void aSecondRunAddsNothing() throws IOException {
        Scene scene = new Scene(NONE);
        scene.collect(4);
        assertThat(scene.visible()).isEqualTo(scene.expected());
        scene.collect(4);
        assertThat(scene.visible()).isEqualTo(scene.expected());
    }

    @Test
    @DisplayName("position-never-ahead-of-rows, sink-down-position-stands, state-update-fails-after-load,"
            + " marker-before-commit, delete-then-insert-offset: a fault at every call")
    void eachRowIsStoredOnceWhateverCallFails() {
        assertThat(Proofs.aFaultAtEveryCall(NONE)).isEmpty();
    }

    @Test
    @DisplayName("commit-lands-after-the-check, eos-off-by-default: another collector at every call")
    void eachRowIsStoredOnceWhereverAnotherCollectorGetsInBetween() {
        assertThat(Proofs.anotherCollectorAtEveryCall(NONE)).isEmpty();
    }

    @Test
    void eachRowIsStoredOnceAfterManyCrashes() {
        assertThat(Proofs.manyCrashes(NONE, 11)).isEmpty();
    }

    @Test
    @DisplayName("two-runs-at-once: two to four collectors with different chunks")
    void eachRowIsStoredOnceByRacingCollectors() {
        assertThat(Proofs.race(NONE, 150)).isEmpty();
    }
}
