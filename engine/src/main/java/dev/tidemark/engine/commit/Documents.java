package dev.tidemark.engine.commit;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.StaleStateException;
import dev.tidemark.api.StateStore;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.engine.state.StateDocument;
import dev.tidemark.engine.state.Statistics;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The stream documents of one source, as this ledger knows them. */
final class Documents {
    private record Held(String version, StateDocument document) {}

    private static final String STREAM = "stream";

    private final String source;
    private final StateStore store;
    private final String prefix;
    private final Clock clock;
    private final TreeMap<String, Held> held = new TreeMap<>();
    private Map<String, String> metadata = Map.of();

    Documents(String source, StateStore store, Clock clock) {
        this.source = source;
        this.store = store;
        this.clock = clock;
        prefix = folder(source);
    }

    /** What the keys of a source's documents begin with. */
    static String folder(String source) {
        return Keys.segment(source) + "/streams/";
    }

    /** The keys of a source's documents in a store. */
    static List<String> keys(String source, StateStore store) throws IOException {
        return store.keys(folder(source));
    }

    /** The key of a stream's document. */
    static String key(String source, String stream) {
        return folder(source) + Keys.segment(stream);
    }

    /** What every document that is saved from now on says of its source. */
    void describe(Map<String, String> metadata) {
        this.metadata = Map.copyOf(metadata);
    }

    void load() throws IOException {
        for (String key : store.keys(prefix)) {
            Optional<StateStore.Entry> entry = store.load(key);
            if (entry.isPresent()) {
                Held loaded = decode(key, entry.get());
                held.put(stream(loaded.document()), loaded);
            }
        }
    }

    /** Removes all documents of a source, damaged ones too. */
    static void forget(String source, StateStore store) throws IOException {
        for (String key : keys(source, store)) {
            remove(store, key);
        }
    }

    /** Removes a value, a damaged one too. */
    static void remove(StateStore store, String key) throws IOException {
        String version = StateStore.ABSENT;
        try {
            version = store.load(key).map(StateStore.Entry::version).orElse(StateStore.ABSENT);
        } catch (CorruptStateException e) {
            // a damaged value has no version
        }
        store.delete(key, version);
    }

    Set<String> streams() {
        return new TreeSet<>(held.keySet());
    }

    CollectionState state(String stream) {
        Held known = held.get(stream);
        return known == null ? CollectionState.EMPTY : known.document().state();
    }

    /** What an older, or an imported, document tells of how the collection goes; nothing else is told in documents. */
    Statistics statistics(String stream) {
        return document(stream).statistics();
    }

    /** The newest claim that a document holds, 0 if none does. */
    long highest() {
        return held.values().stream()
                .mapToLong(each -> each.document().version())
                .max()
                .orElse(0);
    }

    /** The streams whose document is older than the last claim that changed them. */
    Set<String> behind(Register register) {
        Set<String> behind = new TreeSet<>();
        register.streams().forEach((stream, number) -> {
            if (version(stream) < number) {
                behind.add(stream);
            }
        });
        return behind;
    }

    /** The stream that a document is of. */
    static String stream(StateDocument document) {
        return document.metadata().getOrDefault(STREAM, document.id());
    }

    /** The streams whose document is gone or older than a register says, with its version. */
    static Map<String, Long> behind(Register register, Map<String, StateDocument> documents) {
        Map<String, Long> behind = new TreeMap<>();
        register.streams().forEach((stream, number) -> {
            long version = Optional.ofNullable(documents.get(stream))
                    .map(StateDocument::version)
                    .orElse(0L);
            if (version < number) {
                behind.put(stream, version);
            }
        });
        return behind;
    }

    /** Whether there are just those that the register knows, and none is older than it says. */
    boolean areAt(Register register) {
        return behind(register).isEmpty() && strangers(register).isEmpty();
    }

    /** The streams with a document that the register does not know. */
    private Set<String> strangers(Register register) {
        Set<String> strangers = streams();
        strangers.removeAll(register.streams().keySet());
        return strangers;
    }

    /** Rolls the documents that a claim changes forward to it; those that hold it stay as they are. */
    void settle(Manifest claim) throws IOException {
        for (String stream : new TreeSet<>(claim.changes().keySet())) {
            if (forgets(claim, stream)) {
                remove(stream, claim.number());
            } else {
                settle(claim, stream);
            }
        }
    }

    /** Removes documents that the last claim or one before it forgot, whoever could not do it. */
    void forget(Register register, Optional<Manifest> last) throws IOException {
        for (String stream : strangers(register)) {
            boolean forgotten = version(stream) > 0
                    ? version(stream) <= register.number()
                    : last.filter(claim -> forgets(claim, stream))
                            .filter(claim -> document(stream).lastUpdated().isBefore(claim.created()))
                            .isPresent();
            if (forgotten) {
                remove(stream, register.number() + 1);
            }
        }
    }

    private static boolean forgets(Manifest claim, String stream) {
        return claim.base()
                .filter(base -> !base.documents().containsKey(stream))
                .isPresent();
    }

    /** @param before a document of this claim, or of a later one, stays: another collector goes on from it */
    private void remove(String stream, long before) throws IOException {
        while (held.containsKey(stream) && version(stream) < before) {
            try {
                store.delete(
                        key(stream), Objects.requireNonNull(held.get(stream)).version());
                held.remove(stream);
            } catch (StaleStateException e) {
                reload(stream, e);
            }
        }
    }

    /**
     * Changes a state without a claim.
     *
     * @param number no claim after it may have changed the document
     */
    void change(String stream, long number, UnaryOperator<CollectionState> change) throws IOException {
        while (true) {
            StateDocument before = document(stream);
            if (before.version() > number) {
                throw new StaleStateException(key(stream));
            }
            CollectionState after = change.apply(before.state());
            if (after.equals(before.state())) {
                return;
            }
            try {
                save(stream, next(before, before.version(), after));
                return;
            } catch (StaleStateException e) {
                Held known = held.get(stream);
                reload(stream, e);
                if (known != null && isTakenBack(known, held.get(stream))) {
                    throw e; // what this run did not list any more is not collected
                }
            }
        }
    }

    /** Whether a document was reset, or an older one brought back. */
    private static boolean isTakenBack(Held known, @Nullable Held now) {
        return now == null || now.document().version() < known.document().version();
    }

    /** @throws CorruptStateException if the document is of a claim that the history does not have */
    void settle(Manifest claim, String stream) throws IOException {
        CollectionState before = basis(claim, stream);
        while (version(stream) < claim.number()) {
            try {
                save(stream, next(document(stream), claim.number(), claim.apply(stream, before)));
            } catch (IOException e) {
                reload(stream, e);
                if (!(e instanceof StaleStateException) && version(stream) < claim.number()) {
                    throw e;
                }
                if (version(stream) == changed(claim, stream)) {
                    before = state(stream); // else somebody removed it, or put an older one there
                }
            }
        }
    }

    /** What a claim was made upon: not always what the document holds, which may have been put back from a copy. */
    private CollectionState basis(Manifest claim, String stream) throws CorruptStateException {
        long changed = changed(claim, stream);
        long version = version(stream);
        if (version == changed || version >= claim.number() || claim.base().isPresent()) {
            return state(stream);
        }
        if (changed == 0) {
            return CollectionState.EMPTY; // it was forgotten after what the document holds
        }
        throw new CorruptStateException(
                "the state document " + key(stream),
                "it is of claim " + version + ", and claim " + claim.number() + " follows claim " + changed,
                "Make it again with 'tidemark state rebuild " + source
                        + "', or bring it back with 'tidemark state import'");
    }

    /** The claim that changed a stream before this one, 0 if none did. */
    private static long changed(Manifest claim, String stream) {
        return claim.changes().getOrDefault(stream, 0L);
    }

    private void save(String stream, StateDocument document) throws IOException {
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

    private StateDocument document(String stream) {
        Held known = held.get(stream);
        return known == null
                ? new StateDocument(
                        source + "/" + stream,
                        clock.instant(),
                        0,
                        CollectionState.EMPTY,
                        Statistics.NONE,
                        Map.of(STREAM, stream))
                : known.document();
    }

    private StateDocument next(StateDocument before, long version, CollectionState state) {
        Map<String, String> all = new TreeMap<>(before.metadata());
        all.putAll(metadata);
        return new StateDocument(before.id(), clock.instant(), version, state, before.statistics(), all);
    }

    /** The number of the claim that a stream's document holds, 0 if it holds none. */
    long version(String stream) {
        return document(stream).version();
    }

    private String key(String stream) {
        return key(source, stream);
    }

    private Held decode(String key, StateStore.Entry entry) throws IOException {
        String place = "the state document " + key;
        StateDocument document = StateDocument.decode(place, entry.value());
        if (!key.equals(key(stream(document)))) {
            throw new CorruptStateException(
                    place,
                    "it is that of " + document.id(),
                    "Documents must not be renamed or copied over each other; make the right one again with 'tidemark"
                            + " state rebuild " + source + "', or bring it back with 'tidemark state import'");
        }
        return new Held(entry.version(), document);
    }
}
