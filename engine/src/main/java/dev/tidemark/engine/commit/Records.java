package dev.tidemark.engine.commit;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.StaleStateException;
import dev.tidemark.api.StateStore;
import dev.tidemark.engine.state.Statistics;
import dev.tidemark.engine.state.StreamRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The records of one source, beside its stream documents. Whoever else changes one, nothing of it is lost. One thread.
 *
 * <p>They hold figures by which nothing is decided, so a record that cannot be read or saved is told, and the collection
 * goes on.
 */
public final class Records {
    /** Who changes a record this often while it is changed here is not a collector of its source. */
    private static final int RACES = 100;

    private final String source;
    private final StateStore store;
    private final Consumer<String> warnings;
    private final Map<String, Held> held = new HashMap<>();

    private record Held(String version, Optional<StreamRecord> told) {}

    /** @param warnings is told of records that cannot be read or saved */
    public Records(String source, StateStore store, Consumer<String> warnings) {
        this.source = source;
        this.store = store;
        this.warnings = warnings;
    }

    /** What is told of a stream, or of the source as a whole if it is empty; from the store when it is asked first. */
    public Optional<StreamRecord> find(String stream) {
        try {
            return held(stream).told();
        } catch (IOException e) {
            problem(key(source, stream), e);
            return Optional.empty();
        }
    }

    /** The streams that have a record. */
    public Set<String> streams() {
        try {
            for (String key : store.keys(folder(source))) {
                Held loaded = load(key);
                loaded.told().ifPresent(told -> held.putIfAbsent(told.stream(), loaded));
            }
        } catch (IOException e) {
            problem(folder(source), e);
        }
        Set<String> streams = new TreeSet<>();
        for (Held each : held.values()) {
            each.told()
                    .map(StreamRecord::stream)
                    .filter(name -> !name.isEmpty())
                    .ifPresent(streams::add);
        }
        return streams;
    }

    /**
     * Changes what is told of a stream, and saves it.
     *
     * @param fresh  the record of a stream that has none
     * @param change may be asked for more than once
     */
    public void update(String stream, Supplier<StreamRecord> fresh, UnaryOperator<StreamRecord> change) {
        try {
            for (int race = 0; !save(stream, fresh, change); race++) {
                if (race == RACES) {
                    throw new StaleStateException(key(source, stream));
                }
                held.remove(stream);
            }
        } catch (IOException e) {
            held.remove(stream);
            problem(key(source, stream), e);
        }
    }

    private boolean save(String stream, Supplier<StreamRecord> fresh, UnaryOperator<StreamRecord> change)
            throws IOException {
        Held before = held(stream);
        StreamRecord after = change.apply(before.told().orElseGet(fresh));
        try {
            String version = store.save(key(source, stream), before.version(), after.encode());
            held.put(stream, new Held(version, Optional.of(after)));
            return true;
        } catch (StaleStateException e) {
            return false;
        }
    }

    private Held held(String stream) throws IOException {
        Held known = held.get(stream);
        if (known == null) {
            known = load(key(source, stream));
            held.put(stream, known);
        }
        return known;
    }

    private Held load(String key) throws IOException {
        Optional<StateStore.Entry> entry = intact(key);
        if (entry.isEmpty()) {
            return new Held(StateStore.ABSENT, Optional.empty());
        }
        StreamRecord told = StreamRecord.decode(place(key), entry.get().value());
        return new Held(entry.get().version(), Optional.of(told));
    }

    /** A record that broke begins anew: nobody needs to repair figures before anything is collected. */
    private Optional<StateStore.Entry> intact(String key) throws IOException {
        try {
            return store.load(key);
        } catch (CorruptStateException e) {
            store.delete(key, StateStore.ABSENT);
            Optional<StateStore.Entry> now = store.load(key);
            warnings.accept(place(key) + " was damaged, its figures begin anew: " + e.getMessage());
            return now;
        }
    }

    private void problem(String key, IOException e) {
        String reason = e.getMessage() == null ? e.toString() : e.getMessage();
        warnings.accept("the collection goes on, but is not told in " + place(key) + ": " + reason);
    }

    private static String place(String key) {
        return "the record " + key;
    }

    /** The key of a stream's record, or of the source's own. */
    public static String key(String source, String stream) {
        return stream.isEmpty() ? Keys.segment(source) + "/run" : folder(source) + Keys.segment(stream);
    }

    /** The key of the document that says what has been collected of a stream. */
    public static String document(String source, String stream) {
        return Documents.key(source, stream);
    }

    private static String folder(String source) {
        return Keys.segment(source) + "/records/";
    }

    /** What a store holds of a source that tells how its collection goes; nothing that is large is loaded. */
    public static SourceRecords read(String source, StateStore store) throws IOException {
        List<String> unreadable = new ArrayList<>();
        List<StreamRecord> told = new ArrayList<>();
        for (String key : keys(source, store)) {
            try {
                Optional<StateStore.Entry> entry = store.load(key);
                if (entry.isPresent()) {
                    told.add(StreamRecord.decode(place(key), entry.get().value()));
                }
            } catch (CorruptStateException e) {
                unreadable.add(String.valueOf(e.getMessage()));
            }
        }
        Set<String> positions = new TreeSet<>();
        Set<String> keys = Set.copyOf(store.keys(Documents.folder(source)));
        for (StreamRecord each : told) {
            if (keys.contains(Documents.key(source, each.stream()))) {
                positions.add(each.stream());
            }
        }
        boolean register = !store.keys(Register.key(source)).isEmpty();
        return new SourceRecords(told, positions, register, unreadable);
    }

    static List<String> keys(String source, StateStore store) throws IOException {
        List<String> keys = new ArrayList<>(store.keys(folder(source)));
        keys.addAll(store.keys(key(source, "")));
        return keys;
    }

    /** Removes all records of a source, damaged ones too, and leaves one that tells that: they are not lost. */
    static void restart(String source, StateStore store) throws IOException {
        Instant last = read(source, store).told().stream()
                .map(StreamRecord::updated)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        for (String key : keys(source, store)) {
            remove(key, store);
        }
        StreamRecord fresh = StreamRecord.of(source, "", "", last, Statistics.NONE);
        try {
            store.save(key(source, ""), StateStore.ABSENT, fresh.encode());
        } catch (StaleStateException e) {
            // a collector began to tell anew, that will do
        }
    }

    /** Removes a record, damaged or not, unless a collector changes it just then: that one goes on telling. */
    static void remove(String key, StateStore store) throws IOException {
        try {
            Documents.remove(store, key);
        } catch (StaleStateException e) {
            // what a collector tells now is not what was to be forgotten
        }
    }
}
