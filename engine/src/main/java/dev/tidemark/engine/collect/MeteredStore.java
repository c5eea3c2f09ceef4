package dev.tidemark.engine.collect;

import dev.tidemark.api.StaleStateException;
import dev.tidemark.api.StateStore;
import dev.tidemark.engine.state.StoreUse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A state store that counts and times what is asked of it. One thread. */
final class MeteredStore implements StateStore {
    private final StateStore store;
    private StoreUse use = StoreUse.NONE;
    private @Nullable IOException failure;
    private final Map<String, Integer> sizes = new HashMap<>();

    MeteredStore(StateStore store) {
        this.store = store;
    }

    /** What was asked of it since this was called last. */
    StoreUse use() {
        StoreUse until = use;
        use = StoreUse.NONE;
        return until;
    }

    /** How large a value was when it was loaded or saved last, in bytes; 0 if it was neither. */
    long size(String key) {
        return sizes.getOrDefault(key, 0);
    }

    /** Whether it was this store that failed. */
    boolean failed(Throwable reason) {
        return failure != null && failure.equals(reason);
    }

    @Override
    public Optional<Entry> load(String key) throws IOException {
        long begun = System.nanoTime();
        boolean good = false;
        try {
            Optional<Entry> entry = store.load(key);
            sizes.put(key, entry.map(found -> found.value().length).orElse(0));
            good = true;
            return entry;
        } catch (IOException e) {
            failure = e;
            throw e;
        } finally {
            use = use.plus(new StoreUse(0, 0, 0, 1, good ? 0 : 1, micros(begun), 0));
        }
    }

    /** Who comes second has not failed. */
    @Override
    public String save(String key, String expected, byte[] value) throws IOException {
        long begun = System.nanoTime();
        boolean good = false;
        try {
            String version = store.save(key, expected, value);
            sizes.put(key, value.length);
            good = true;
            return version;
        } catch (StaleStateException e) {
            good = true;
            throw e;
        } catch (IOException e) {
            failure = e;
            throw e;
        } finally {
            use = use.plus(new StoreUse(1, good ? 0 : 1, micros(begun), 0, 0, 0, 0));
        }
    }

    private static long micros(long begun) {
        return (System.nanoTime() - begun) / 1000;
    }

    @Override
    public List<String> keys(String prefix) throws IOException {
        try {
            return store.keys(prefix);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public void delete(String key, String expected) throws IOException {
        store.delete(key, expected);
    }

    /** The store itself is closed by whoever opened it. */
    @Override
    public void close() {}
}
