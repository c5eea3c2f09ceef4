package dev.tidemark.testkit;

import dev.tidemark.api.StateStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A state store whose calls can go wrong. */
public class FaultyStateStore implements StateStore {
    private final StateStore store;
    private final Faults faults;

    public FaultyStateStore(StateStore store, Faults faults) {
        this.store = store;
        this.faults = faults;
    }

    @Override
    public Optional<Entry> load(String key) throws IOException {
        return faults.guard(() -> store.load(key));
    }

    @Override
    public String save(String key, String expected, byte[] value) throws IOException {
        return faults.guard(() -> store.save(key, expected, value));
    }

    @Override
    public List<String> keys(String prefix) throws IOException {
        return faults.guard(() -> store.keys(prefix));
    }

    @Override
    public void delete(String key, String expected) throws IOException {
        faults.guard(() -> {
            store.delete(key, expected);
            return key;
        });
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
