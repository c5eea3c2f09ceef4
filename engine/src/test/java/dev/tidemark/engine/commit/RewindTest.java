package dev.tidemark.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.testkit.Faults;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whoever looks back sees what was counted, and whoever goes back collects exactly what came later. */
class RewindTest {
    private final Scene scene = new Scene(Scene.Twist.NONE);

    @Test
    void whatWasCountedAfterEachClaimCanBeTold() throws IOException {
        Map<Long, Map<String, CollectionState>> seen = new TreeMap<>();
        seen.put(0L, Map.of());
        scene.collect(1);
        seen.put(Keeping.of(scene).claim(), states());
        scene.grow();
        scene.collect(2);
        seen.put(Keeping.of(scene).claim(), states());

        for (Map.Entry<Long, Map<String, CollectionState>> each : seen.entrySet()) {
            Map<String, CollectionState> told = Keeping.of(scene).states(each.getKey());
            assertThat(told.keySet()).isEqualTo(each.getValue().keySet());
            told.forEach((stream, state) -> assertThat(state.ids())
                    .as(stream + " after claim " + each.getKey())
                    .isEqualTo(each.getValue().get(stream).ids()));
        }
        assertThat(seen).hasSizeGreaterThan(2);
    }

    @Test
    void whoGoesBackCollectsWhatLaterClaimsStored() throws IOException {
        scene.collect(2);
        long last = Keeping.of(scene).claim();
        for (long claim = 0; claim < last; claim++) {
            Scene other = new Scene(Scene.Twist.NONE);
            other.collect(2);
            List<String> before = rowsUpTo(other, claim);
            Keeping.of(other).rewind(claim);
            other.collect(3);

            List<String> twice = new ArrayList<>(other.expected());
            before.forEach(twice::remove);
            List<String> all = new ArrayList<>(other.expected());
            all.addAll(twice);
            assertThat(other.visible())
                    .as("back to claim " + claim)
                    .isEqualTo(all.stream().sorted().toList());
        }
        assertThat(last).isGreaterThan(3);
    }

    @Test
    void aResetIsTakenBack() throws IOException {
        scene.collect(4);
        long good = Keeping.of(scene).claim();
        Map<String, CollectionState> states = states();
        Keeping.of(scene).reset();
        assertThat(states()).isEmpty();
        Keeping.of(scene).rewind(good);

        assertThat(states().keySet()).isEqualTo(states.keySet());
        assertNothingIsCollectedTwice();
        assertThat(Keeping.of(scene).history(Integer.MAX_VALUE))
                .extracting(ClaimSummary::change)
                .contains(Change.RESET, Change.REWIND, Change.COLLECT);
    }

    @Test
    void aRewindIsTakenBack() throws IOException {
        scene.collect(2);
        long good = Keeping.of(scene).claim();
        Keeping.of(scene).rewind(1);
        Keeping.of(scene).rewind(good);

        assertNothingIsCollectedTwice();
    }

    @Test
    void someStreamsAreResetAndTheOthersStay() throws IOException {
        scene.collect(4);
        Keeping.of(scene).reset(Set.of(Scene.TAIL));
        assertThat(states()).containsOnlyKeys(Scene.DAILY);
        scene.collect(4);

        assertThat(scene.visible()).hasSize(scene.expected().size() + 2).contains("t0", "t1");
    }

    @Test
    void aFaultAtEveryCallOfARewindLeavesOneStateOrTheOther() throws IOException {
        for (Faults.Kind kind : Faults.Kind.values()) {
            boolean struck = true;
            for (int call = 1; struck; call++) {
                Scene other = new Scene(Scene.Twist.NONE);
                other.collect(4);
                Faults faults = new Faults(call, kind);
                once(other, faults);
                other.collect(4);
                assertThat(other.visible().size())
                        .as(faults.toString())
                        .isIn(other.expected().size(), 2 * other.expected().size());
                struck = faults.struck();
            }
        }
    }

    @Test
    void aCollectorThatWasAtWorkBeginsAgainWithTheStateAsItIsThen() throws IOException {
        boolean struck = true;
        for (int call = 1; struck; call++) {
            Scene other = new Scene(Scene.Twist.NONE);
            other.collect(4);
            int rows = other.expected().size();
            other.grow();
            Faults faults = Faults.interrupted(call, () -> Keeping.of(other).reset());
            other.collectInTheEnd(2, faults);
            other.collectInTheEnd(2, Faults.none());

            struck = faults.struck();
            int again = other.visible().size() - other.expected().size();
            assertThat(again)
                    .as("reset at call " + call)
                    .isBetween(struck ? rows : 0, other.expected().size() + 1);
            assertThat(other.visible()).containsAll(other.expected());
        }
    }

    @Test
    void historyThatIsGoneIsSaid() throws IOException {
        scene.collect(2);
        for (String name : scene.blobs.names("manifests/")) {
            scene.blobs.delete(name);
        }

        assertThatThrownBy(() -> Keeping.of(scene).states(1))
                .isInstanceOf(CorruptStateException.class)
                .hasMessageContainingAll("manifests/web/", "it is gone");
    }

    private static void once(Scene scene, Faults faults) throws IOException {
        try {
            Keeping.of(scene, faults).rewind(0);
        } catch (IOException | Faults.Killed e) {
            if (!faults.struck()) {
                throw e;
            }
        }
    }

    private void assertNothingIsCollectedTwice() throws IOException {
        scene.collect(4);
        assertThat(scene.visible()).isEqualTo(scene.expected());
        scene.grow();
        scene.collect(4);
        assertThat(scene.visible()).isEqualTo(scene.expected());
    }

    private static List<String> rowsUpTo(Scene scene, long claim) throws IOException {
        long[] rows = {0};
        Keeping.of(scene).history(Integer.MAX_VALUE).stream()
                .filter(each -> each.number() <= claim)
                .forEach(each -> rows[0] += each.rows().stored());
        return scene.published().subList(0, Math.toIntExact(rows[0]));
    }

    private Map<String, CollectionState> states() throws IOException {
        SourceState state = Keeping.of(scene);
        Map<String, CollectionState> states = new TreeMap<>();
        for (String stream : state.streams()) {
            states.put(stream, state.document(stream).orElseThrow().state());
        }
        return states;
    }
}
