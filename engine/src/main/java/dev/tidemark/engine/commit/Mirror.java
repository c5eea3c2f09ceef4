package dev.tidemark.engine.commit;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.StaleStateException;
import dev.tidemark.api.StateStore;
import dev.tidemark.engine.state.StateDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What two stores hold of a source beside its claim register. One thread. */
final class Mirror {
    /** Who changes a value this often while it is copied is no collector. */
    private static final int RACES = 100;

    private final String source;
    private final StateMove.Side from;
    private final StateMove.Side to;
    private final Consumer<String> warnings;

    Mirror(String source, StateMove.Side from, StateMove.Side to, Consumer<String> warnings) {
        this.source = source;
        this.from = from;
        this.to = to;
        this.warnings = warnings;
    }

    /** The keys of a source in a store, but that of the register. */
    static List<String> keys(String source, StateStore store) throws IOException {
        List<String> keys = new ArrayList<>(store.keys(Keys.segment(source) + "/"));
        keys.remove(Register.key(source));
        return keys;
    }

    /**
     * Copies values byte for byte, as they are now; what is there already stays. A record that is damaged is left out.
     *
     * @throws IOException also if what was copied is not what can be read back
     */
    void copy(List<String> keys) throws IOException {
        for (String key : keys) {
            Optional<byte[]> value = value(key);
            if (value.isPresent()) {
                copy(key, value.get());
            }
        }
    }

    private Optional<byte[]> value(String key) throws IOException {
        try {
            return from.store().load(key).map(StateStore.Entry::value);
        } catch (CorruptStateException e) {
            if (isDocument(key)) {
                throw e;
            }
            warnings.accept("the figures of " + key + " begin anew: " + e.getMessage());
            return Optional.empty();
        }
    }

    private void copy(String key, byte[] value) throws IOException {
        for (int race = 0; race < RACES; race++) {
            Optional<StateStore.Entry> there = undamaged(key);
            if (there.isPresent() && Arrays.equals(there.get().value(), value)) {
                return;
            }
            String expected = there.map(StateStore.Entry::version).orElse(StateStore.ABSENT);
            try {
                String version = to.store().save(key, expected, value);
                requireSame(key, version, value);
                return;
            } catch (StaleStateException e) {
                // a collector that found the state on its way has told so in a record: see what is there now
            }
        }
        throw new StaleStateException(key);
    }

    private void requireSame(String key, String version, byte[] value) throws IOException {
        StateStore.Entry back = to.store().load(key).orElse(new StateStore.Entry(StateStore.ABSENT, new byte[0]));
        if (Arrays.equals(back.value(), value)) {
            return;
        }
        if (back.version().equals(version)) {
            throw new IOException(key + " was saved in " + to.place() + ", and what is read back is something else:"
                    + " nothing was removed from " + from.place() + "; do not use that store");
        }
        throw new StaleStateException(key);
    }

    /** What the other store holds; if it is damaged, it is removed. */
    private Optional<StateStore.Entry> undamaged(String key) throws IOException {
        try {
            return to.store().load(key);
        } catch (CorruptStateException e) {
            to.store().delete(key, StateStore.ABSENT);
            return to.store().load(key);
        }
    }

    /** Removes from the other store what is none of some keys. */
    void removeOthers(List<String> keys) throws IOException {
        List<String> others = new ArrayList<>(keys(source, to.store()));
        others.removeAll(keys);
        for (String key : others) {
            Documents.remove(to.store(), key);
        }
    }

    /** Removes all that was copied. What changed meanwhile was changed by a claim, and is in its manifest. */
    void remove() throws IOException {
        for (String key : keys(source, from.store())) {
            remove(key);
        }
    }

    private void remove(String key) throws IOException {
        for (int race = 0; race < RACES; race++) {
            try {
                Documents.remove(from.store(), key);
                return;
            } catch (StaleStateException e) {
                // a collector that was at work ends: see what it left
            }
        }
        throw new StaleStateException(key);
    }

    /**
     * Removes what collectors that were at work have left when the state had gone already: what the other store holds
     * too, and as far or further.
     */
    void removeLeft() throws IOException {
        Set<String> there = new HashSet<>(keys(source, to.store()));
        for (String key : keys(source, from.store())) {
            if (there.contains(key) && (!isDocument(key) || claim(from, key) <= claim(to, key))) {
                remove(key);
            } else {
                warnings.accept(
                        key + " in " + from.place() + " stays: " + to.place() + " holds nothing of it, or less");
            }
        }
    }

    /** A document in the other store that is none of a state that ends with a claim; empty if there is none. */
    Optional<String> inTheWay(long number) throws IOException {
        Set<String> here = new HashSet<>(keys(source, from.store()));
        for (String key : Documents.keys(source, to.store())) {
            if (!here.contains(key) || claim(to, key) > number) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    /** The last claim that a document in the other store holds, 0 if there is none. */
    long furthest() throws IOException {
        long furthest = 0;
        for (String key : Documents.keys(source, to.store())) {
            furthest = Math.max(furthest, claim(to, key));
        }
        return furthest;
    }

    private static long claim(StateMove.Side side, String key) throws IOException {
        Optional<StateStore.Entry> entry = side.store().load(key);
        return entry.isEmpty()
                ? 0
                : StateDocument.decode(
                                "the state document " + key + " in " + side.place(),
                                entry.get().value())
                        .version();
    }

    private boolean isDocument(String key) {
        return key.startsWith(Documents.folder(source));
    }
}
