package dev.tidemark.engine.commit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.StaleStateException;
import dev.tidemark.testkit.Faults;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Somebody collects, dies, resets or brings in between any two calls of somebody who looks after the state. */
class AtOnceTest {
    @Test
    void aResetThatACollectorOvertookAnywhereCountsNothingTwice() throws IOException {
        boolean struck = true;
        for (int call = 1; struck; call++) {
            Scene scene = collected();
            Faults faults = Faults.interrupted(call, () -> scene.collectInTheEnd(2, Faults.none()));
            Keeping.of(scene, faults).reset();
            struck = faults.struck();
            scene.collectInTheEnd(3, Faults.none());
            assertThat(scene.visible()).as("collected at call " + call).isEqualTo(twice(scene.expected()));
        }
    }

    @Test
    void aCollectorGoesOnFromItsOwnClaimsThoughALateResetStillRemovesDocuments() throws IOException {
        boolean struck = true;
        for (int call = 1; struck; call++) {
            Scene scene = collected();
            ledger(scene).commit(List.of(Lone.chunk(99)), Replacement.NONE);
            List<Ledger> opened = new ArrayList<>();
            Faults faults = Faults.interrupted(call, () -> {
                Ledger ledger = ledger(scene);
                ledger.commit(List.of(Lone.chunk(0)), Replacement.NONE);
                opened.add(ledger);
            });
            try {
                Keeping.of(scene, faults).reset();
            } catch (StaleStateException e) {
                // the collector was faster
            }
            struck = faults.struck();
            for (Ledger ledger : opened) {
                int before = ledger.state(Lone.STREAM).ids().size();
                try {
                    ledger.commit(List.of(Lone.chunk(1)), Replacement.NONE);
                    assertThat(ledger(scene).state(Lone.STREAM).ids().size())
                            .as("collected at call " + call)
                            .isEqualTo(before + 1);
                } catch (StaleStateException e) {
                    assertThat(ledger(scene).state(Lone.STREAM).ids().size()).isZero();
                }
            }
        }
    }

    @Test
    void aCollectorThatAResetDiedInGoesOn() throws IOException {
        for (int died = 1; died < 30; died++) {
            boolean struck = true;
            for (int call = 1; struck; call++) {
                Scene scene = collected();
                scene.grow();
                Faults reset = new Faults(died, Faults.Kind.KILL_AFTER);
                Faults faults = Faults.interrupted(call, () -> dying(scene, reset, SourceState::reset));
                scene.collectInTheEnd(2, faults);
                struck = faults.struck();
                scene.collectInTheEnd(3, Faults.none());
                List<String> more = new ArrayList<>(scene.visible());
                scene.expected().forEach(more::remove);
                assertThat(scene.visible()).containsAll(scene.expected());
                assertThat(more)
                        .as("reset at call " + call + " died at " + died)
                        .doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void twoWhoResetTheSameAtOnceResetItOnceOrOneIsTold() throws IOException {
        boolean struck = true;
        for (int call = 1; struck; call++) {
            Scene scene = collected();
            Faults faults = Faults.interrupted(call, () -> Keeping.of(scene).reset());
            try {
                Keeping.of(scene, faults).reset();
            } catch (StaleStateException e) {
                assertThat(e).hasMessageContaining("web/claims");
            }
            struck = faults.struck();
            scene.collect(3);
            assertThat(scene.visible()).as("at call " + call).isEqualTo(twice(scene.expected()));
        }
    }

    @Test
    void anExportIsOfOneMomentWhoeverClaimsAndDiesMeanwhile() throws IOException {
        for (int first = 25; first < 50; first += 3) {
            for (int died = 20; died < 60; died++) {
                boolean struck = true;
                for (int call = 1; struck; call++) {
                    Scene scene = new Scene(Scene.Twist.NONE);
                    die(scene, first);
                    int at = died;
                    Faults faults = Faults.interrupted(call, () -> die(scene, at));
                    Keeping.of(scene, faults)
                            .export()
                            .ifPresent(export ->
                                    assertThat(decoded(export).claim()).isPositive());
                    struck = faults.struck();
                }
            }
        }
    }

    @Test
    void anExportAfterHalfAResetHoldsOnlyWhatIsCounted() throws IOException {
        boolean struck = true;
        for (int call = 1; struck; call++) {
            Scene scene = collected();
            Faults faults = new Faults(call, Faults.Kind.KILL_AFTER);
            dying(scene, faults, SourceState::reset);
            struck = faults.struck();
            SourceExport export = Keeping.of(scene).export().orElseThrow();
            Scene other = new Scene(Scene.Twist.NONE);
            Keeping.of(other).bring(export).run();
            other.collect(3);
            boolean reset = export.decoded().streams().isEmpty();
            assertThat(other.visible()).as("died at call " + call).isEqualTo(reset ? other.expected() : List.of());
        }
    }

    @Test
    @DisplayName("missing-is-not-broken: an export without the register is refused")
    void anExportWithoutTheRegisterIsRefused() throws IOException {
        Scene scene = collected();
        Keeping.delete(scene.store, "web/claims");
        assertThatThrownBy(() -> Keeping.of(scene).export())
                .isInstanceOf(CorruptStateException.class)
                .hasMessageContainingAll("web/claims", "it is gone", "state rebuild web");
    }

    @Test
    void anImportThatACollectorOvertookIsRefusedOrTakesItsPlaceAsAWhole() throws IOException {
        SourceExport export = Keeping.of(collected()).export().orElseThrow();
        boolean struck = true;
        for (int call = 1; struck; call++) {
            Scene scene = new Scene(Scene.Twist.NONE);
            Faults faults = Faults.interrupted(call, () -> collectUnlessRefused(scene));
            try {
                Keeping.of(scene, faults).bring(export).run();
            } catch (StaleStateException | CorruptStateException e) {
                Keeping.of(scene).bring(export).run();
            }
            struck = faults.struck();
            scene.grow();
            scene.collectInTheEnd(3, Faults.none());
            assertThat(scene.visible()).as("collected at call " + call).doesNotHaveDuplicates();
            assertThat(scene.visible()).contains("half-done", "t2", "more", "next");
        }
    }

    @Test
    void aRebuildDoesNotTakeBackWhatWasClaimedMeanwhile() throws IOException {
        for (String key : List.of("web/claims", "web/streams/daily", "web/streams/tail")) {
            boolean struck = true;
            for (int call = 1; struck; call++) {
                Scene scene = collected();
                Map<String, String> values = Keeping.values(scene.store);
                Keeping.delete(scene.store, key);
                scene.grow();
                Faults faults = Faults.interrupted(call, () -> {
                    Keeping.put(
                            scene.store, key, String.valueOf(values.get(key)).getBytes(UTF_8));
                    die(scene, 1, 44);
                });
                try {
                    Keeping.of(scene, faults).rebuild().run();
                } catch (StaleStateException e) {
                    assertThat(e).hasMessageContaining("web/");
                }
                struck = faults.struck();
                scene.collectInTheEnd(3, Faults.none());
                assertThat(scene.visible())
                        .as(key + " was put back at call " + call)
                        .filteredOn(row -> !row.equals("never")) // that time was complete may have been lost
                        .isEqualTo(scene.expected());
            }
        }
    }

    @Test
    void aStateThatIsBeingMovedIsNotMadeAgainNorBroughtInBesideIt() throws IOException {
        Scene scene = collected();
        SourceExport export = Keeping.of(scene).export().orElseThrow();
        byte[] register = scene.store.load("web/claims").orElseThrow().value();
        Keeping.put(
                scene.store,
                "web/claims",
                Transit.leaving("web", "redis", Optional.of(register)).encode());

        for (Keeping.Work work : List.<Keeping.Work>of(
                state -> state.rebuild().run(), state -> state.bring(export).run())) {
            assertThatThrownBy(() -> work.with(Keeping.of(scene)))
                    .isInstanceOf(CorruptStateException.class)
                    .hasMessageContainingAll("web/claims", "is being moved to redis", "state migrate");
        }
    }

    private static void collectUnlessRefused(Scene scene) throws IOException {
        try {
            scene.collectInTheEnd(1, Faults.none());
        } catch (CorruptStateException e) {
            assertThat(e).hasMessageContaining("state import");
        }
    }

    private static SourceExport decoded(SourceExport export) {
        try {
            return StateArchive.decode("copy.json", StateArchive.encode(List.of(export)))
                    .getFirst();
        } catch (CorruptStateException e) {
            throw new AssertionError(e);
        }
    }

    private static Scene collected() throws IOException {
        Scene scene = new Scene(Scene.Twist.NONE);
        scene.collect(4);
        return scene;
    }

    private static Ledger ledger(Scene scene) throws IOException {
        return Ledger.open(Scene.NAME, scene.store, scene.blobs, scene.sink, Scene.clock());
    }

    private static void die(Scene scene, int call) throws IOException {
        die(scene, 1, call);
    }

    private static void die(Scene scene, int rows, int call) throws IOException {
        try {
            scene.collectInTheEnd(rows, new Faults(call, Faults.Kind.KILL_AFTER));
        } catch (Faults.Killed e) {
            // what it claimed is finished by the next one
        }
    }

    private static void dying(Scene scene, Faults faults, Keeping.Work work) throws IOException {
        try {
            work.with(Keeping.of(scene, faults));
        } catch (Faults.Killed e) {
            // what it claimed is finished by the next one
        }
    }

    private static List<String> twice(List<String> rows) {
        List<String> all = new ArrayList<>(rows);
        all.addAll(rows);
        return all.stream().sorted().toList();
    }
}
