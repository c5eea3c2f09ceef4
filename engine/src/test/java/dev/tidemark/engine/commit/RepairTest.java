package dev.tidemark.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.Sealed;
import dev.tidemark.api.StateStore;
import dev.tidemark.testkit.Faults;
import dev.tidemark.testkit.FaultyStateStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** State that was lost, put back from an older copy or reset: nothing is collected twice in silence, nothing is lost. */
class RepairTest {
    private static final String REGISTER = "web/claims";

    private final Scene scene = new Scene(Scene.Twist.NONE);

    @Test
    @DisplayName("missing-is-not-broken: a register that is gone while the sink knows claims stops the collection")
    void aLostRegisterIsRefused() throws IOException {
        scene.collect(4);
        delete(REGISTER);

        assertThatThrownBy(() -> scene.collect(4))
                .isInstanceOf(CorruptStateException.class)
                .hasMessageContainingAll(
                        "web/claims", "it is gone", "state rebuild web", "state import", "state reset web");
        delete("web/streams/daily");
        delete("web/streams/tail");
        assertThatThrownBy(() -> scene.collect(4)).isInstanceOf(CorruptStateException.class);
        assertThat(scene.visible()).isEqualTo(scene.expected());
    }

    @Test
    @DisplayName("delete-then-insert-offset: a document that is gone is made again from the claims")
    void aLostDocumentIsMadeAgain() throws IOException {
        scene.collect(1);
        delete("web/streams/daily");

        collectOn();
    }

    @Test
    @DisplayName("older-savepoint, plugin-state-overrides: documents put back from an older copy are rolled forward")
    void olderDocumentsAreRolledForward() throws IOException {
        for (int call = 20; call < 80; call += 7) {
            Scene other = new Scene(Scene.Twist.NONE);
            crash(other, call);
            Map<String, byte[]> copy = copy(other, "web/streams/");
            other.collect(2);
            putBack(other, copy);

            other.collect(2);
            assertThat(other.visible()).as("copy made at call " + call).isEqualTo(other.expected());
        }
    }

    @Test
    @DisplayName("older-savepoint: a whole store put back from an older copy catches up with what was published")
    void anOlderStoreCatchesUp() throws IOException {
        for (int call = 20; call < 80; call += 7) {
            Scene other = new Scene(Scene.Twist.NONE);
            crash(other, call);
            Map<String, byte[]> copy = copy(other, "");
            other.collect(2);
            putBack(other, copy);

            if (copy.containsKey(REGISTER)) {
                other.collect(2);
                other.grow();
                other.collect(3);
            }
            assertThat(other.visible()).as("copy made at call " + call).isEqualTo(other.expected());
        }
    }

    @Test
    void anOlderRegisterIsRefusedWhereItCannotBeToldWhatWasClaimedSince() throws IOException {
        scene.collect(2, Faults.none());
        byte[] older = load(REGISTER);
        scene.grow();
        scene.collect(2);
        for (String name : scene.blobs.names("manifests/")) {
            scene.blobs.delete(name);
        }
        put(scene, REGISTER, older);

        assertThatThrownBy(() -> scene.collect(2))
                .isInstanceOf(CorruptStateException.class)
                .hasMessageContainingAll("cannot be told", "state import", "state reset web");
        assertThat(scene.visible()).isEqualTo(scene.expected());
    }

    @Test
    void aPendingClaimWhoseManifestIsGoneIsRefused() throws IOException {
        scene.collect(4);
        delete("web/streams/daily");
        for (String name : scene.blobs.names("manifests/")) {
            scene.blobs.delete(name);
        }

        assertThatThrownBy(() -> scene.collect(4))
                .isInstanceOf(CorruptStateException.class)
                .hasMessageContainingAll("manifests/web/", "it is gone", "state reset");
    }

    @Test
    @DisplayName("older-savepoint: after a reset claims go on above the sink's highest, and new rows are kept")
    void afterAResetEverythingIsCollectedAgain() throws IOException {
        scene.collect(4);
        long before = scene.sink.published("web").orElseThrow();
        new SourceState("web", scene.store, scene.blobs, scene.sink, Scene.clock()).reset();
        scene.collect(4);

        assertThat(scene.visible()).hasSize(2 * scene.expected().size());
        assertThat(scene.sink.published("web").orElseThrow()).isGreaterThan(before);
    }

    @Test
    void aResetRepairsWhatIsDamaged() throws IOException {
        scene.collect(4);
        delete(REGISTER);
        new SourceState("web", scene.store, scene.blobs, scene.sink, Scene.clock()).reset();

        scene.collect(4);
        assertThat(scene.visible()).hasSize(2 * scene.expected().size());
    }

    @Test
    @DisplayName("registry-wiped-by-transient-error: a store that cannot be read is not an empty one")
    void aStoreThatCannotBeReadIsNotEmpty() throws IOException {
        scene.collect(4);
        for (int call = 1; call <= 4; call++) {
            StateStore failing = new FaultyStateStore(scene.store, new Faults(call, Faults.Kind.FAIL_BEFORE));
            assertThatIOException()
                    .isThrownBy(() -> Ledger.open("web", failing, scene.blobs, scene.sink, Scene.clock()))
                    .withMessageContaining("injected");
        }
        scene.collect(4);
        assertThat(scene.visible()).isEqualTo(scene.expected());
    }

    @Test
    @DisplayName("plugin-state-overrides: a document copied over another is refused")
    void aDocumentUnderAnotherNameIsRefused() throws IOException {
        scene.collect(4);
        put(scene, "web/streams/tail", load("web/streams/daily"));

        assertThatThrownBy(() -> scene.collect(4))
                .isInstanceOf(CorruptStateException.class)
                .hasMessageContainingAll("web/streams/tail", "it is that of web/daily");
    }

    @Test
    @DisplayName("new-field-old-state: a register that is not understood is refused")
    void aRegisterThatIsNotUnderstoodIsRefused() throws IOException {
        scene.collect(4);
        put(scene, REGISTER, Json.sealed(out -> out.writeStringProperty("source", "web")));

        assertThatThrownBy(() -> scene.collect(4))
                .isInstanceOf(CorruptStateException.class)
                .hasMessageContainingAll("web/claims", "'number'", "newer version");
    }

    @Test
    void aRegisterThatIsSealedAndNoJsonIsRefused() throws IOException {
        scene.collect(4);
        put(scene, REGISTER, Sealed.seal("{\"source\":\"web}".getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(() -> scene.collect(4))
                .isInstanceOf(CorruptStateException.class)
                .hasMessageContainingAll("web/claims", "not the JSON it should be", "state rebuild web");
    }

    private void collectOn() throws IOException {
        scene.collect(4);
        assertThat(scene.visible()).isEqualTo(scene.expected());
        scene.grow();
        scene.collect(4);
        assertThat(scene.visible()).isEqualTo(scene.expected());
    }

    private static void crash(Scene scene, int call) throws IOException {
        try {
            scene.collect(2, new Faults(call, Faults.Kind.KILL_BEFORE));
        } catch (Faults.Killed e) {
            // what is there now is what a copy of it holds
        }
    }

    private static Map<String, byte[]> copy(Scene scene, String prefix) throws IOException {
        Map<String, byte[]> copy = new LinkedHashMap<>();
        for (String key : scene.store.keys(prefix)) {
            copy.put(key, scene.store.load(key).orElseThrow().value());
        }
        return copy;
    }

    private static void putBack(Scene scene, Map<String, byte[]> copy) throws IOException {
        for (Map.Entry<String, byte[]> entry : copy.entrySet()) {
            put(scene, entry.getKey(), entry.getValue());
        }
    }

    private static void put(Scene scene, String key, byte[] value) throws IOException {
        Optional<StateStore.Entry> present = scene.store.load(key);
        scene.store.save(key, present.map(StateStore.Entry::version).orElse(StateStore.ABSENT), value);
    }

    private byte[] load(String key) throws IOException {
        return scene.store.load(key).orElseThrow().value();
    }

    private void delete(String key) throws IOException {
        List<StateStore.Entry> present = scene.store.load(key).stream().toList();
        for (StateStore.Entry entry : present) {
            scene.store.delete(key, entry.version());
        }
    }
}
