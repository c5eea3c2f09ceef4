package dev.tidemark.engine.commit;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.engine.state.StateDocument;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What making a state again from the lake comes to: from the claims that are published there, or that the register says
 * are pending. What is intact stays as it is. Until it is run nothing is changed.
 */
public final class Rebuild {
    private final Stored stored;
    private final Moment moment;
    private final Set<String> made;
    private final Set<String> removed;
    private final boolean register;
    private final Map<String, CollectionState> states;

    private Rebuild(
            Stored stored,
            Moment moment,
            Set<String> made,
            Set<String> removed,
            boolean register,
            Map<String, CollectionState> states) {
        this.stored = stored;
        this.moment = moment;
        this.made = made;
        this.removed = removed;
        this.register = register;
        this.states = states;
    }

    /** @throws dev.tidemark.api.CorruptStateException if the claims cannot be told */
    static Rebuild of(SourceState place) throws IOException {
        long published = place.published();
        Stored stored = place.stored();
        Optional<Register> current = stored.register().filter(each -> each.number() >= published);
        Moment moment = current.isPresent()
                ? Timeline.of(current.get(), place.blobs()).at(current.get().number())
                : published(place, published);
        Map<String, StateDocument> intact = stored.documents();
        Set<String> made = new TreeSet<>(moment.documents().keySet());
        Map<String, CollectionState> states = new TreeMap<>(moment.states());
        moment.documents().forEach((stream, document) -> {
            StateDocument there = intact.get(stream);
            if (there != null && there.version() == document.version()) {
                made.remove(stream);
                states.put(stream, there.state());
            }
        });
        Set<String> removed = new TreeSet<>(stored.damaged());
        made.forEach(stream -> removed.remove(Documents.key(place.source(), stream)));
        return new Rebuild(stored, moment, made, removed, current.isEmpty(), states);
    }

    private static Moment published(SourceState place, long published) throws IOException {
        if (published == 0) {
            throw new CorruptStateException(
                    "the state of " + place.source(),
                    "the lake holds no claim of " + place.source() + ", so there is nothing to make it from",
                    "Bring an exported state in with 'tidemark state import'");
        }
        return Timeline.endingWith(published, place.source(), place.blobs()).at(published);
    }

    /** The last claim that is counted then. */
    public long claim() {
        return moment.claim();
    }

    /** The streams whose documents are made again. */
    public Set<String> streams() {
        return Set.copyOf(made);
    }

    /** The keys of documents that cannot be used, and of which no claim tells anything: they are removed. */
    public Set<String> removed() {
        return Set.copyOf(removed);
    }

    /** Whether the claim register is made again. */
    public boolean register() {
        return register;
    }

    /** Whether nothing is to be made again. */
    public boolean isDone() {
        return made.isEmpty() && removed.isEmpty() && !register;
    }

    /** What is counted then, by stream. */
    public Map<String, CollectionState> states() {
        return new TreeMap<>(states);
    }

    /**
     * Does it. If it breaks off, doing it again completes it.
     *
     * @throws dev.tidemark.api.StaleStateException if somebody changed the state since it was looked at
     */
    public void run() throws IOException {
        for (String stream : made) {
            StateDocument document = moment.documents().get(stream);
            if (document != null) {
                stored.put(stream, document);
            }
        }
        for (String key : removed) {
            stored.clear(key);
        }
        if (register) {
            stored.put(moment.register());
        }
    }
}
