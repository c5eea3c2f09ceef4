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
    private final SourceState place;
    private final Moment moment;
    private final Set<String> made;
    private final boolean register;
    private final Map<String, CollectionState> states;

    private Rebuild(
            SourceState place, Moment moment, Set<String> made, boolean register, Map<String, CollectionState> states) {
        this.place = place;
        this.moment = moment;
        this.made = made;
        this.register = register;
        this.states = states;
    }

    /** @throws dev.tidemark.api.CorruptStateException if the claims cannot be told */
    static Rebuild of(SourceState place) throws IOException {
        Optional<Registers.Held> held = place.stored().register();
        long published = place.published();
        boolean current =
                held.filter(each -> each.register().number() >= published).isPresent();
        Moment moment = current
                ? Timeline.of(held.get().register(), place.blobs())
                        .at(held.get().register().number())
                : published(place, published);
        Map<String, StateDocument> intact = place.stored().documents();
        Set<String> made = new TreeSet<>(moment.documents().keySet());
        Map<String, CollectionState> states = new TreeMap<>(moment.states());
        moment.documents().forEach((stream, document) -> {
            StateDocument there = intact.get(stream);
            if (there != null && there.version() == document.version()) {
                made.remove(stream);
                states.put(stream, there.state());
            }
        });
        return new Rebuild(place, moment, made, !current, states);
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

    /** Whether the claim register is made again. */
    public boolean register() {
        return register;
    }

    /** Whether nothing is to be made again. */
    public boolean isDone() {
        return made.isEmpty() && !register;
    }

    /** What is counted then, by stream. */
    public Map<String, CollectionState> states() {
        return new TreeMap<>(states);
    }

    /** Does it. If it breaks off, doing it again completes it. */
    public void run() throws IOException {
        Stored stored = place.stored();
        for (String stream : made) {
            StateDocument document = moment.documents().get(stream);
            if (document != null) {
                stored.put(stream, document);
            }
        }
        stored.removeDamaged();
        if (register) {
            stored.put(moment.register());
        }
    }
}
