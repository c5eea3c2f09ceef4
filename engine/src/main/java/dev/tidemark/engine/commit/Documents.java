package dev.tidemark.engine.commit;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.Range;
import dev.tidemark.api.StaleStateException;
import dev.tidemark.api.StateStore;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Granularity;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** The stream documents of one source, as this ledger knows them. */
final class Documents {
    private record Held(String version, Document document) {}

    private final StateStore store;
    private final String prefix;
    private final Clock clock;
    private final TreeMap<String, Held> held = new TreeMap<>();

    Documents(String source, StateStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        prefix = Keys.segment(source) + "/streams/";
    }

    void load() throws IOException {
        for (String key : store.keys(prefix)) {
            Optional<StateStore.Entry> entry = store.load(key);
            if (entry.isPresent()) {
                Held loaded = decode(key, entry.get());
                held.put(loaded.document().stream(), loaded);
            }
        }
    }

    Set<String> streams() {
        return new TreeSet<>(held.keySet());
    }

    CollectionState state(String stream) {
        Held known = held.get(stream);
        return known == null ? CollectionState.EMPTY : known.document().state();
    }

    /** The newest claim that a document holds, 0 if none does. */
    long highest() {
        return held.values().stream()
                .mapToLong(each -> each.document().version())
                .max()
                .orElse(0);
    }

    /** Whether every document that a claim changes holds it. */
    boolean settled(Register claim) {
        Set<String> changed = claim.cuts() ? with(claim.streams()) : new TreeSet<>(claim.streams());
        return changed.stream().allMatch(stream -> version(stream) >= claim.number());
    }

    /** Rolls the documents that a claim changes forward to it; those that hold it stay as they are. */
    void settle(Manifest claim) throws IOException {
        Set<String> changed = claim.replaced().isPresent() ? with(claim.streams()) : claim.streams();
        for (String stream : changed) {
            settle(claim, stream);
        }
    }

    void complete(String stream, Range range, Granularity granularity, long number) throws IOException {
        change(
                stream,
                number,
                document -> new Document(
                        stream, document.version(), document.state().complete(range, granularity)));
    }

    private void settle(Manifest claim, String stream) throws IOException {
        while (version(stream) < claim.number()) {
            Document before = document(stream);
            Document after = new Document(stream, claim.number(), claim.apply(stream, before.state()));
            try {
                save(stream, after);
            } catch (IOException e) {
                reload(stream, e);
                if (!(e instanceof StaleStateException) && version(stream) < claim.number()) {
                    throw e;
                }
            }
        }
    }

    /** Changes a document without a claim. @param number no claim after it may have changed the document */
    private void change(String stream, long number, UnaryOperator<Document> change) throws IOException {
        while (true) {
            Document before = document(stream);
            if (before.version() > number) {
                throw new StaleStateException(key(stream));
            }
            Document after = change.apply(before);
            if (after.equals(before)) {
                return;
            }
            try {
                save(stream, after);
                return;
            } catch (StaleStateException e) {
                reload(stream, e);
            }
        }
    }

    private void save(String stream, Document document) throws IOException {
        Held known = held.get(stream);
        String expected = known == null ? StateStore.ABSENT : known.version();
        String version = store.save(key(stream), expected, document.encode());
        held.put(stream, new Held(version, document));
    }

    private void reload(String stream, IOException failure) throws IOException {
        try {
            Optional<StateStore.Entry> entry = store.load(key(stream));
            held.remove(stream);
            if (entry.isPresent()) {
                held.put(stream, decode(key(stream), entry.get()));
            }
        } catch (IOException e) {
            e.addSuppressed(failure);
            throw e;
        }
    }

    private Set<String> with(Iterable<String> streams) {
        Set<String> all = streams();
        streams.forEach(all::add);
        return all;
    }

    private Document document(String stream) {
        Held known = held.get(stream);
        return known == null ? new Document(stream, 0, CollectionState.EMPTY) : known.document();
    }

    private long version(String stream) {
        return document(stream).version();
    }

    private String key(String stream) {
        return prefix + Keys.segment(stream);
    }

    private static Held decode(String key, StateStore.Entry entry) throws IOException {
        try {
            return new Held(entry.version(), Document.decode(entry.value()));
        } catch (IllegalArgumentException e) {
            throw new CorruptStateException(
                    "the state document " + key,
                    String.valueOf(e.getMessage()),
                    "Was it saved by a newer version? Use that one, or bring in an exported state with"
                            + " 'tidemark state import'");
        }
    }
}
