package dev.tidemark.engine.commit;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.StaleStateException;
import dev.tidemark.api.StateStore;
import dev.tidemark.engine.state.StateDocument;
import dev.tidemark.engine.state.StreamRecord;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The values of one source in a store, as they lie there: some may be damaged, or gone. One thread. */
final class Stored {
    /** A collector that claims this often while its state is read does something else than collect. */
    private static final int RACES = 100;

    private final String source;
    private final StateStore store;
    private final Registers registers;

    Stored(String source, StateStore store) {
        this.source = source;
        this.store = store;
        registers = new Registers(source, store);
    }

    /** The register; empty if it is damaged or gone. */
    Optional<Registers.Held> register() throws IOException {
        try {
            return Optional.of(registers.load()).filter(held -> !held.isAbsent());
        } catch (CorruptStateException e) {
            return Optional.empty();
        }
    }

    /** The documents that can be read, by stream. */
    Map<String, StateDocument> documents() throws IOException {
        Map<String, StateDocument> documents = new TreeMap<>();
        for (String key : Documents.keys(source, store)) {
            try {
                Optional<StateStore.Entry> entry = store.load(key);
                if (entry.isPresent()) {
                    StateDocument document =
                            StateDocument.decode(key, entry.get().value());
                    documents.put(document.metadata().getOrDefault("stream", document.id()), document);
                }
            } catch (CorruptStateException e) {
                // it is not among those that can be read
            }
        }
        return documents;
    }

    /** Whether every document can be read. */
    boolean isWhole() throws IOException {
        return documents().size() == Documents.keys(source, store).size();
    }

    /** Everything, as it is between two claims. @throws CorruptStateException if a value is damaged */
    Optional<SourceExport> export() throws IOException {
        for (int race = 0; ; race++) {
            Optional<StateStore.Entry> register = store.load(Register.key(source));
            if (register.isEmpty()) {
                return Optional.empty();
            }
            SourceExport export = export(register.get().value());
            String now = store.load(Register.key(source))
                    .map(StateStore.Entry::version)
                    .orElse(StateStore.ABSENT);
            if (register.get().version().equals(now)) {
                return Optional.of(export);
            }
            if (race == RACES) {
                throw new StaleStateException(Register.key(source));
            }
        }
    }

    private SourceExport export(byte[] register) throws IOException {
        Map<String, byte[]> documents = new TreeMap<>();
        for (String key : Documents.keys(source, store)) {
            byte[] value = value(key);
            StateDocument document = StateDocument.decode("the state document " + key, value);
            documents.put(document.metadata().getOrDefault("stream", document.id()), value);
        }
        Map<String, byte[]> records = new TreeMap<>();
        for (String key : Records.keys(source, store)) {
            byte[] value = value(key);
            records.put(StreamRecord.decode("the record " + key, value).stream(), value);
        }
        return new SourceExport(source, register, documents, records);
    }

    private byte[] value(String key) throws IOException {
        return store.load(key)
                .map(StateStore.Entry::value)
                .orElseThrow(() -> new IOException(key + " was removed while the state was exported; try again"));
    }

    /** Puts values in the place of what is there, the register last: until then nothing is counted. */
    void put(SourceExport export, Register register) throws IOException {
        Documents.remove(store, Register.key(source));
        Set<String> left = new TreeSet<>(Documents.keys(source, store));
        left.addAll(Records.keys(source, store));
        for (Map.Entry<String, byte[]> each : export.documents().entrySet()) {
            left.remove(put(Documents.key(source, each.getKey()), each.getValue()));
        }
        for (Map.Entry<String, byte[]> each : export.records().entrySet()) {
            left.remove(put(Records.key(source, each.getKey()), each.getValue()));
        }
        for (String key : left) {
            Documents.remove(store, key);
        }
        put(register);
    }

    /** Puts a document in the place of another, damaged or not. */
    void put(String stream, StateDocument document) throws IOException {
        put(Documents.key(source, stream), document.encode());
    }

    /** Removes documents that cannot be read. */
    void removeDamaged() throws IOException {
        for (String key : Documents.keys(source, store)) {
            try {
                Optional<StateStore.Entry> entry = store.load(key);
                if (entry.isPresent()) {
                    StateDocument.decode(key, entry.get().value());
                }
            } catch (CorruptStateException e) {
                Documents.remove(store, key);
            }
        }
    }

    /** Puts a register where there is none, or one that cannot be read. */
    void put(Register register) throws IOException {
        Documents.remove(store, Register.key(source));
        registers.save(registers.load(), register);
    }

    private String put(String key, byte[] value) throws IOException {
        String version = StateStore.ABSENT;
        try {
            version = store.load(key).map(StateStore.Entry::version).orElse(version);
        } catch (CorruptStateException e) {
            store.delete(key, version);
        }
        store.save(key, version, value);
        return key;
    }
}
