package dev.tidemark.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.StaleStateException;
import dev.tidemark.api.StateStore;
import dev.tidemark.engine.commit.StateCleanup.Judgement;
import dev.tidemark.testkit.Faults;
import dev.tidemark.testkit.FaultyStateStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is removed of sources that nobody collects any more. */
class StateCleanupTest {
    private static final Instant LATER = Scene.NOW.plus(Duration.ofDays(31));

    @Test
    void whatWasChangedLatelyStays() throws IOException {
        Scene scene = collected();

        Judgement judgement = cleanup(scene, scene.store).remove(Scene.NOW).orElseThrow();

        assertThat(judgement.isRemoved()).isFalse();
        assertThat(judgement.spared()).isEqualTo("changed at " + Scene.NOW);
        assertThat(judgement.changed()).contains(Scene.NOW);
        assertThat(scene.store.keys("")).isNotEmpty();
    }

    @Test
    void whatIsOldIsRemovedAndNotSilentlyCollectedAgain() throws IOException {
        Scene scene = collected();

        assertThat(cleanup(scene, scene.store).remove(LATER).orElseThrow().isRemoved())
                .isTrue();

        assertThat(scene.store.keys("")).isEmpty();
        assertThat(cleanup(scene, scene.store).judge(LATER)).isEmpty();
        scene.grow();
        assertThatThrownBy(() -> scene.collect(4))
                .isInstanceOf(CorruptStateException.class)
                .hasMessageContaining("it is gone, though claim 2 of web was published")
                .hasMessageContaining("state rebuild web");
        state(scene).rebuild().run();
        scene.collect(4);
        assertThat(scene.visible()).isEqualTo(scene.expected());
    }

    @Test
    void whereverItBreaksOffNothingIsCollectedAgainAndTheNextOneCompletesIt() throws IOException {
        for (Faults.Kind kind : Faults.Kind.values()) {
            boolean struck = true;
            for (int call = 1; struck; call++) {
                Scene scene = collected();
                Faults faults = new Faults(call, kind);
                StateStore store = new FaultyStateStore(scene.store, faults);
                Throwable unused = catchThrowable(() -> cleanup(scene, store).remove(LATER));
                Throwable collected = catchThrowable(() -> scene.collect(4));
                assertThat(collected == null || collected instanceof CorruptStateException)
                        .as("%s: %s", faults, collected)
                        .isTrue();
                assertThat(scene.visible()).as(faults.toString()).isEqualTo(scene.expected());

                Optional<Judgement> rest = cleanup(scene, scene.store).remove(LATER);
                assertThat(rest.filter(judgement -> !judgement.isRemoved())).isEmpty();
                assertThat(scene.store.keys("")).as(faults.toString()).isEmpty();
                struck = faults.struck();
            }
        }
    }

    @Test
    void aClaimThatIsPendingIsPublishedFirst() throws IOException {
        boolean struck = true;
        for (int call = 1; struck; call++) {
            Scene scene = new Scene(Scene.Twist.NONE);
            Faults faults = new Faults(call, Faults.Kind.KILL_AFTER);
            Throwable unused = catchThrowable(() -> scene.collect(4, faults));
            long claimed = Standing.of(Scene.NAME, scene.store) instanceof Standing.Held held
                    ? held.register().number()
                    : 0;
            Optional<Judgement> removed = cleanup(scene, scene.store).remove(LATER);
            if (removed.filter(Judgement::isRemoved).isPresent()) {
                assertThat(scene.sink.published(Scene.NAME).orElse(0L)).isEqualTo(claimed);
            }
            if (removed.filter(Judgement::isRemoved).isPresent()
                    && !scene.visible().isEmpty()) {
                state(scene).rebuild().run();
            }
            scene.collectInTheEnd(4, Faults.none());
            assertThat(scene.visible()).as(faults.toString()).isEqualTo(scene.expected());
            struck = faults.struck();
        }
    }

    @Test
    void aSourceThatIsCollectedMeanwhileStays() throws IOException {
        int stayed = 0;
        boolean struck = true;
        for (int call = 1; struck; call++) {
            Scene scene = collected();
            scene.grow();
            Faults faults = Faults.interrupted(call, () -> {
                Throwable unused = catchThrowable(() -> scene.collect(4));
            });
            StateStore store = new FaultyStateStore(scene.store, faults);
            Throwable ended = catchThrowable(() -> cleanup(scene, store).remove(LATER));
            assertThat(ended == null || ended instanceof StaleStateException).isTrue();
            if (ended != null) {
                scene.collect(4);
                stayed++;
            } else {
                state(scene).rebuild().run();
                scene.collect(4);
            }
            assertThat(scene.visible()).as("call %d", call).isEqualTo(scene.expected());
            struck = faults.struck();
        }
        assertThat(stayed).isPositive();
    }

    @Test
    void whatIsOnItsWayToAnotherStoreStays() throws IOException {
        Scene scene = collected();
        StateStore.Entry register = scene.store.load(Register.key(Scene.NAME)).orElseThrow();
        byte[] leaving = Transit.leaving(Scene.NAME, "there", Optional.of(register.value()))
                .encode();
        String unused = scene.store.save(Register.key(Scene.NAME), register.version(), leaving);

        Judgement judgement = cleanup(scene, scene.store).remove(LATER).orElseThrow();

        assertThat(judgement.spared()).contains("the state of web is being moved to there");
        assertThat(scene.store.keys("")).isNotEmpty();
    }

    private static Scene collected() throws IOException {
        Scene scene = new Scene(Scene.Twist.NONE);
        scene.collect(4);
        return scene;
    }

    private static StateCleanup cleanup(Scene scene, StateStore store) {
        return new StateCleanup(Scene.NAME, store, scene.blobs, scene.sink, Scene.clock());
    }

    private static SourceState state(Scene scene) {
        return new SourceState(Scene.NAME, scene.store, scene.blobs, scene.sink, Scene.clock());
    }
}
