package dev.tidemark.engine.commit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.testkit.Faults;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What was reset or brought in stays so when values come back from an older copy, or go. */
class OlderCopyTest {
    @Test
    @DisplayName("older-savepoint: a store that comes back from before a reset does not take it back")
    void aStoreFromBeforeAResetDoesNotTakeItBack() throws IOException {
        assertResetStays(key -> true);
    }

    @Test
    @DisplayName("older-savepoint: documents that come back from before a reset do not take it back")
    void documentsFromBeforeAResetDoNotTakeItBack() throws IOException {
        assertResetStays(key -> key.contains("/streams/"));
    }

    private static void assertResetStays(Predicate<String> comesBack) throws IOException {
        for (int call = 1; call < 60; call++) {
            Scene scene = new Scene(Scene.Twist.NONE);
            scene.collect(4);
            Map<String, String> copy = Keeping.values(scene.store);
            Keeping.of(scene).reset();
            die(scene, 1, call);
            if (comesBack.test("web/claims")) {
                Keeping.clear(scene.store);
            }
            for (Map.Entry<String, String> each : copy.entrySet()) {
                if (comesBack.test(each.getKey())) {
                    Keeping.put(scene.store, each.getKey(), each.getValue().getBytes(UTF_8));
                }
            }
            scene.collectInTheEnd(3, Faults.none());
            assertThat(scene.visible()).as("died at call " + call).isEqualTo(twice(scene.expected()));
        }
    }

    @Test
    void theLastClaimIsFoundThoughACollectorDiedBeforeItWithAnotherOfItsNumber() throws IOException {
        for (int call = 1; call < 80; call++) {
            Scene scene = new Scene(Scene.Twist.NONE);
            die(scene, 4, call);
            scene.collect(20);
            Keeping.clear(scene.store);
            Keeping.of(scene).rebuild().run();
            scene.collect(3);
            assertThat(scene.visible()).as("died at call " + call).isEqualTo(scene.expected());
        }
    }

    @Test
    @DisplayName("missing-is-not-broken: a document of an imported state that is gone is not taken for a new stream")
    void aDocumentThatIsGoneAfterAnImportIsNotTakenForANewStream() throws IOException {
        Scene from = new Scene(Scene.Twist.NONE);
        from.collect(3);
        SourceExport export = Keeping.of(from).export().orElseThrow();
        for (boolean collected : new boolean[] {false, true}) {
            Scene scene = new Scene(Scene.Twist.NONE);
            Keeping.of(scene).bring(export).run();
            if (collected) {
                scene.grow();
                scene.collect(3);
            }
            Keeping.delete(scene.store, "web/streams/daily");
            List<String> before = scene.visible();

            assertThatThrownBy(() -> scene.collect(3))
                    .isInstanceOf(CorruptStateException.class)
                    .hasMessageContainingAll("web/streams/daily", "it is gone", "state rebuild web", "state import");
            Keeping.of(scene).rebuild().run();
            scene.collect(3);
            assertThat(scene.visible())
                    .filteredOn(row -> !row.equals("never")) // that time was complete is not told by claims
                    .isEqualTo(before);
        }
    }

    @Test
    void anImportThatWasDoneBeforeIsNotDoneAgain() throws IOException {
        Scene from = new Scene(Scene.Twist.NONE);
        from.collect(3);
        SourceExport export = Keeping.of(from).export().orElseThrow();
        Scene scene = new Scene(Scene.Twist.NONE);
        Keeping.of(scene).bring(export).run();
        assertThat(Keeping.of(scene).bring(export).way()).isEqualTo(StateImport.Way.NOTHING);
        scene.grow();
        scene.collect(3);
        assertThat(Keeping.of(scene).bring(export).way()).isEqualTo(StateImport.Way.OLDER);
    }

    @Test
    void aResetOfWhatIsDamagedThatDiedAnywhereIsDoneOrNot() throws IOException {
        for (String key : List.of("web/claims", "web/streams/daily")) {
            for (int died = 1; died < 60; died += 3) {
                boolean struck = true;
                for (int call = 1; struck; call++) {
                    struck = assertResetIsDoneOrNot(key, died, new Faults(call, Faults.Kind.KILL_AFTER));
                }
            }
        }
    }

    private static boolean assertResetIsDoneOrNot(String key, int died, Faults faults) throws IOException {
        Scene scene = new Scene(Scene.Twist.NONE);
        die(scene, 2, died);
        Keeping.put(scene.store, key, "{".getBytes(UTF_8));
        int before = scene.visible().size();
        try {
            Keeping.of(scene, faults).reset();
        } catch (Faults.Killed e) {
            // the next collector finishes it, if it is claimed
        }
        try {
            scene.collectInTheEnd(3, Faults.none());
        } catch (CorruptStateException e) {
            assertThat(e).hasMessageContaining("state rebuild");
            return faults.struck();
        }
        int rows = scene.expected().size();
        assertThat(scene.visible().size() - before)
                .as(key + ", died at " + died + " and " + faults)
                .isIn(rows, rows - before);
        Keeping.clear(scene.store);
        Keeping.of(scene).rebuild().run();
        List<String> all = scene.visible();
        scene.collect(3);
        assertThat(scene.visible()).isEqualTo(all);
        return faults.struck();
    }

    @Test
    void aDocumentThatWasCopiedToAnotherNameIsRemovedByARebuild() throws IOException {
        Scene scene = new Scene(Scene.Twist.NONE);
        scene.collect(4);
        Keeping.put(
                scene.store,
                "web/streams/copy",
                scene.store.load("web/streams/tail").orElseThrow().value());
        Rebuild rebuild = Keeping.of(scene).rebuild();
        assertThat(rebuild.isDone()).isFalse();
        assertThat(rebuild.removed()).containsExactly("web/streams/copy");
        rebuild.run();
        scene.collect(4);
        assertThat(scene.visible()).isEqualTo(scene.expected());
    }

    private static void die(Scene scene, int rows, int call) throws IOException {
        try {
            scene.collect(rows, new Faults(call, Faults.Kind.KILL_AFTER));
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
