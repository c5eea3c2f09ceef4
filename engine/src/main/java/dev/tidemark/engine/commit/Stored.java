package dev.tidemark.engine.commit;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.StaleStateException;
import dev.tidemark.api.StateStore;
import dev.tidemark.engine.state.StateDocument;
import dev.tidemark.engine.state.StreamRecord;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The values of one source in a store, as they lie there: some may be damaged, or gone. What it puts in their place it
 * puts only in the place of what was read of them; who claims or repairs in between is not overwritten. One thread.
 */
final class Stored {
    /** A collector that claims this often while its state is read does something else than collect. */
    private static final int RACES = 100;

    private final String source;
    private final StateStore store;
    private final Registers registers;
    /** The versions of what was read; none of what the store itself finds damaged. */
    private final Map<String, Optional<String>> seen = new HashMap<>();

    Stored(String source, StateStore store) {
        this.source = source;
        this.store = store;
        registers = new Registers(source, store);
    }

    /**
     * The register; empty if it is damaged or gone.
     *
     * @throws CorruptStateException if the state is on its way to or from another store: it is not to be made here too
     */
    Optional<Register> register() throws IOException {
        Optional<byte[]> value;
        try {
            value = look(Register.key(source)).map(StateStore.Entry::value);
        } catch (CorruptStateException e) {
            return Optional.empty();
        }
        Optional<Transit> moving = value.flatMap(Standing::transit);
        if (moving.isPresent()) {
            throw moving.get().refusal(Register.key(source));
        }
        try {
            return value.isEmpty() ? Optional.empty() : Optional.of(Registers.decode(source, value.get()));
        } catch (CorruptStateException e) {
            return Optional.empty();
        }
    }

    /** The documents that can be read, by stream. */
    Map<String, StateDocument> documents() throws IOException {
        Map<String, StateDocument> documents = new TreeMap<>();
        for (String key : Documents.keys(source, store)) {
            document(key).ifPresent(document -> documents.put(Documents.stream(document), document));
        }
        return documents;
    }

    /** Empty if there is none that can be read, and where it should lie. */
    private Optional<StateDocument> document(String key) throws IOException {
        try {
            Optional<StateStore.Entry> entry = look(key);
            if (entry.isEmpty()) {
                return Optional.empty();
            }
            StateDocument document = StateDocument.decode(key, entry.get().value());
            return Optional.of(document).filter(each -> key.equals(Documents.key(source, Documents.stream(each))));
        } catch (CorruptStateException e) {
            return Optional.empty();
        }
    }

    /** Whether every document can be read and none is gone; a claim that is left to be finished may change some yet. */
    boolean isWhole(Register register, Manifests manifests) throws IOException {
        Map<String, StateDocument> documents = documents();
        if (documents.size() != Documents.keys(source, store).size()) {
            return false;
        }
        Map<String, Long> behind = Documents.behind(register, documents);
        if (behind.isEmpty() || !register.pending()) {
            return behind.isEmpty();
        }
        try {
            Manifest last = manifests.read(register);
            return last.changes().entrySet().containsAll(behind.entrySet());
        } catch (CorruptStateException e) {
            return false;
        }
    }

    /**
     * Everything, as it is between two claims; empty if there is no register.
     *
     * @throws CorruptStateException if a value is damaged
     */
    Optional<SourceExport> export() throws IOException {
        for (int race = 0; race < RACES; race++) {
            Optional<StateStore.Entry> register = store.load(Register.key(source));
            if (register.isEmpty()) {
                return Optional.empty();
            }
            Optional<SourceExport> export = export(register.get().value());
            String now = store.load(Register.key(source))
                    .map(StateStore.Entry::version)
                    .orElse(StateStore.ABSENT);
            if (export.isPresent() && register.get().version().equals(now)) {
                return export;
            }
        }
        throw new StaleStateException(Register.key(source));
    }

    /** Empty if a value vanished meanwhile. */
    private Optional<SourceExport> export(byte[] register) throws IOException {
        Map<String, byte[]> documents = new TreeMap<>();
        for (String key : Documents.keys(source, store)) {
            Optional<StateStore.Entry> entry = store.load(key);
            if (entry.isEmpty()) {
                return Optional.empty();
            }
            byte[] value = entry.get().value();
            documents.put(Documents.stream(StateDocument.decode("the state document " + key, value)), value);
        }
        Map<String, byte[]> records = new TreeMap<>();
        for (String key : Records.keys(source, store)) {
            Optional<StateStore.Entry> entry = store.load(key);
            if (entry.isEmpty()) {
                return Optional.empty();
            }
            byte[] value = entry.get().value();
            records.put(StreamRecord.decode("the record " + key, value).stream(), value);
        }
        return Optional.of(new SourceExport(source, register, documents, records));
    }

    /**
     * Puts values in the place of those that were read. In between there is no register, or one whose documents are
     * missing: nobody collects with that.
     *
     * @throws StaleStateException if somebody claimed meanwhile
     */
    void put(SourceExport export, Register register) throws IOException {
        clear(Register.key(source));
        for (String key : Documents.keys(source, store)) {
            clear(key);
        }
        registers.create(register);
        for (Map.Entry<String, byte[]> each : export.documents().entrySet()) {
            put(Documents.key(source, each.getKey()), each.getValue());
        }
        for (String key : Records.keys(source, store)) {
            Records.remove(key, store);
        }
        for (Map.Entry<String, byte[]> each : export.records().entrySet()) {
            put(Records.key(source, each.getKey()), each.getValue());
        }
    }

    /** Puts a document in the place of the one that was read, damaged or not. */
    void put(String stream, StateDocument document) throws IOException {
        put(Documents.key(source, stream), document.encode());
    }

    /** Puts a register in the place of the one that was read, damaged or not. */
    void put(Register register) throws IOException {
        clear(Register.key(source));
        registers.create(register);
    }

    /** The keys of documents that cannot be read, or are not where they should lie. */
    Set<String> damaged() throws IOException {
        Set<String> damaged = new TreeSet<>();
        for (String key : Documents.keys(source, store)) {
            if (document(key).isEmpty()) {
                damaged.add(key);
            }
        }
        return damaged;
    }

    private Optional<StateStore.Entry> look(String key) throws IOException {
        try {
            Optional<StateStore.Entry> entry = store.load(key);
            seen.put(key, Optional.of(entry.map(StateStore.Entry::version).orElse(StateStore.ABSENT)));
            return entry;
        } catch (CorruptStateException e) {
            seen.put(key, Optional.empty());
            throw e;
        }
    }

    /** Removes what was read. */
    void clear(String key) throws IOException {
        String version = version(key);
        if (!version.equals(StateStore.ABSENT)) {
            store.delete(key, version);
        } else if (store.load(key).isPresent()) {
            throw new StaleStateException(key);
        }
        seen.put(key, Optional.of(StateStore.ABSENT));
    }

    private void put(String key, byte[] value) throws IOException {
        seen.put(key, Optional.of(store.save(key, version(key), value)));
    }

    /** The version of what was read; a damaged value is removed first. */
    private String version(String key) throws IOException {
        Optional<String> version = seen.getOrDefault(key, Optional.of(StateStore.ABSENT));
        if (version.isEmpty()) {
            store.delete(key, StateStore.ABSENT);
        }
        return version.orElse(StateStore.ABSENT);
    }
}
