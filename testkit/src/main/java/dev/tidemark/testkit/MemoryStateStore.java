package dev.tidemark.testkit;

import dev.tidemark.api.StaleStateException;
import dev.tidemark.api.StateStore;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Registers in memory. */
public final class MemoryStateStore implements StateStore {
    private final NavigableMap<String, Entry> entries = new TreeMap<>();
    private long saves;

    @Override
    public synchronized Optional<Entry> load(String key) {
        return Optional.ofNullable(entries.get(StateStore.key(key))).map(MemoryStateStore::copy);
    }

    @Override
    public synchronized String save(String key, String expected, byte[] value) throws StaleStateException {
        if (!version(StateStore.key(key)).equals(expected)) {
            throw new StaleStateException(key);
        }
        String version = Long.toString(++saves);
        entries.put(key, copy(new Entry(version, value)));
        return version;
    }

    @Override
    public synchronized List<String> keys(String prefix) {
        return entries.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
    }

    @Override
    public synchronized void delete(String key, String expected) throws StaleStateException {
        if (entries.containsKey(StateStore.key(key)) && !version(key).equals(expected)) {
            throw new StaleStateException(key);
        }
        entries.remove(key);
    }

    @Override
    public void close() {}

    private String version(String key) {
        Entry entry = entries.get(key);
        return entry == null ? ABSENT : entry.version();
    }

    private static Entry copy(Entry entry) {
        return new Entry(entry.version(), entry.value().clone());
    }
}
