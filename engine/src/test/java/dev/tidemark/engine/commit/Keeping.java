package dev.tidemark.engine.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.StateStore;
import dev.tidemark.testkit.Faults;
import dev.tidemark.testkit.FaultyBlobs;
import dev.tidemark.testkit.FaultySink;
import dev.tidemark.testkit.FaultyStateStore;
import dev.tidemark.testkit.MemoryStateStore;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What somebody does who looks after the state of a {@link Scene}. */
final class Keeping {
    private Keeping() {}

    static SourceState of(Scene scene) {
        return of(scene, Faults.none());
    }

    /** With faults at every call. */
    static SourceState of(Scene scene, Faults faults) {
        return new SourceState(
                Scene.NAME,
                new FaultyStateStore(scene.store, faults),
                new FaultyBlobs(scene.blobs, faults),
                new FaultySink(scene.sink, faults),
                Scene.clock());
    }

    /** Something that is done with a state. */
    interface Work {
        void with(SourceState state) throws IOException;
    }

    /** Does it with a fault, then again without one, if the fault struck; whether it did. */
    static boolean twice(Scene scene, Faults faults, Work work) throws IOException {
        try {
            work.with(of(scene, faults));
        } catch (IOException | Faults.Killed e) {
            if (!faults.struck()) {
                throw e;
            }
        }
        work.with(of(scene));
        return faults.struck();
    }

    /** Every value by its key. */
    static Map<String, String> values(StateStore store) throws IOException {
        Map<String, String> values = new TreeMap<>();
        for (String key : store.keys("")) {
            values.put(key, new String(store.load(key).orElseThrow().value(), UTF_8));
        }
        return values;
    }

    static void put(MemoryStateStore store, String key, byte[] value) throws IOException {
        Optional<StateStore.Entry> present = store.load(key);
        store.save(key, present.map(StateStore.Entry::version).orElse(StateStore.ABSENT), value);
    }

    static void delete(MemoryStateStore store, String key) throws IOException {
        Optional<StateStore.Entry> present = store.load(key);
        if (present.isPresent()) {
            store.delete(key, present.get().version());
        }
    }

    static void clear(MemoryStateStore store) throws IOException {
        for (String key : store.keys("")) {
            delete(store, key);
        }
    }
}
