package dev.tidemark.engine.commit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.testkit.Faults;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whatever of a state is gone or damaged is made again from the lake: nothing is lost, nothing is collected twice. */
class RebuildTest {
    private static final List<String> KEYS = List.of("web/claims", "web/streams/daily", "web/streams/tail");

    @Test
    @DisplayName("torn-state-file, missing-is-not-broken: every value gone or damaged, alone and with others")
    void whatIsGoneOrDamagedIsMadeAgain() throws IOException {
        for (int which = 1; which < 27; which++) {
            Scene scene = new Scene(Scene.Twist.NONE);
            scene.collect(2);
            hurt(scene, which);
            Keeping.of(scene).rebuild().run();

            collectOn(scene, "combination " + which);
        }
    }

    @Test
    void whatIsIntactStaysAsItIs() throws IOException {
        Scene scene = new Scene(Scene.Twist.NONE);
        scene.collect(2);
        Map<String, String> values = Keeping.values(scene.store);
        Keeping.put(scene.store, "web/streams/tail", "{".getBytes(UTF_8));
        Rebuild rebuild = Keeping.of(scene).rebuild();
        rebuild.run();

        assertThat(rebuild.streams()).containsExactly("tail");
        assertThat(rebuild.register()).isFalse();
        assertThat(Keeping.values(scene.store).get("web/streams/daily")).isEqualTo(values.get("web/streams/daily"));
        assertThat(Keeping.values(scene.store).get("web/claims")).isEqualTo(values.get("web/claims"));
    }

    @Test
    void aCollectorThatDiedAnywhereLeavesWhatCanBeMadeAgain() throws IOException {
        boolean struck = true;
        for (int call = 1; struck; call++) {
            Scene scene = new Scene(Scene.Twist.NONE);
            scene.collect(4);
            scene.grow();
            Faults faults = new Faults(call, Faults.Kind.KILL_AFTER);
            try {
                scene.collect(2, faults);
            } catch (Faults.Killed e) {
                // what is there now is lost but for the lake
            }
            struck = faults.struck();
            Keeping.clear(scene.store);
            Keeping.of(scene).rebuild().run();
            scene.collect(2);
            assertThat(scene.visible()).as("died at call " + call).isEqualTo(scene.expected());
        }
    }

    @Test
    void aFaultAtEveryCallIsMadeGoodByDoingItAgain() throws IOException {
        for (Faults.Kind kind : Faults.Kind.values()) {
            boolean struck = true;
            for (int call = 1; struck; call++) {
                Scene scene = new Scene(Scene.Twist.NONE);
                scene.collect(3);
                hurt(scene, 26);
                Faults faults = new Faults(call, kind);
                struck = Keeping.twice(scene, faults, state -> state.rebuild().run());
                collectOn(scene, faults.toString());
            }
        }
    }

    @Test
    void itIsMadeAgainAfterAResetAnImportAndARewind() throws IOException {
        Scene scene = new Scene(Scene.Twist.NONE);
        scene.collect(2);
        long good = Keeping.of(scene).claim();
        SourceExport export = Keeping.of(scene).export().orElseThrow();
        Keeping.of(scene).reset();
        rebuildAll(scene);
        assertThat(Keeping.of(scene).streams()).isEmpty();

        Keeping.of(scene).bring(export).run();
        Keeping.of(scene).rewind(good);
        rebuildAll(scene);
        collectOn(scene, "after a rewind");
    }

    @Test
    void aRegisterThatIsOlderThanItsClaimsIsMadeAgain() throws IOException {
        Scene scene = new Scene(Scene.Twist.NONE);
        scene.collect(2);
        Register apart = Register.at(Scene.NAME, 2, Map.of("daily", 2L));
        Keeping.put(scene.store, "web/claims", apart.encode());
        assertThatThrownBy(() -> scene.collect(2))
                .isInstanceOf(CorruptStateException.class)
                .hasMessageContainingAll("it ends with claim 2", "state rebuild web");

        Keeping.of(scene).rebuild().run();
        collectOn(scene, "made again");
    }

    @Test
    void withoutAnythingInTheLakeThereIsNothingToMakeItFrom() {
        assertThatThrownBy(() -> Keeping.of(new Scene(Scene.Twist.NONE)).rebuild())
                .isInstanceOf(CorruptStateException.class)
                .hasMessageContainingAll("the state of web", "holds no claim", "state import");
    }

    @Test
    void whatCannotBeToldIsSaid() throws IOException {
        Scene scene = new Scene(Scene.Twist.NONE);
        scene.collect(2);
        Keeping.clear(scene.store);
        scene.blobs.delete(scene.blobs.names("manifests/").getFirst());

        assertThatThrownBy(() -> Keeping.of(scene).rebuild())
                .isInstanceOf(CorruptStateException.class)
                .hasMessageContainingAll("manifests/web/", "it is gone", "state import");
    }

    private static void rebuildAll(Scene scene) throws IOException {
        Keeping.clear(scene.store);
        Keeping.of(scene).rebuild().run();
    }

    /** Each digit to base 3 is what happens to a key: nothing, gone, damaged. */
    private static void hurt(Scene scene, int which) throws IOException {
        int left = which;
        for (String key : KEYS) {
            switch (left % 3) {
                case 1 -> Keeping.delete(scene.store, key);
                case 2 -> Keeping.put(scene.store, key, "{\"id\":\"web".getBytes(UTF_8));
                default -> {}
            }
            left /= 3;
        }
    }

    private static void collectOn(Scene scene, String what) throws IOException {
        scene.collect(3);
        assertThat(scene.visible()).as(what).isEqualTo(scene.expected());
        scene.grow();
        scene.collect(3);
        assertThat(scene.visible()).as(what).isEqualTo(scene.expected());
    }
}
