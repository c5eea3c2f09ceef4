package dev.tidemark.engine.commit;

import dev.tidemark.api.Blobs;
import dev.tidemark.api.CorruptStateException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The claims of a source from one of them back, as far as they can be told, and what was counted after each. Changes
 * nothing.
 */
final class Timeline {
    /** A claim by its manifest; without one, what was counted is only known if there is a checkpoint of it. */
    private record Place(long claim, String manifest) {}

    /** Is told of claims. */
    interface Visitor {
        /** @return whether the claim before it is to be told too */
        boolean claim(Manifest claim);
    }

    private final String source;
    private final Manifests manifests;
    private final Checkpoints checkpoints;
    private final Place last;

    private Timeline(String source, Blobs blobs, Place last) {
        this.source = source;
        manifests = new Manifests(blobs, source);
        checkpoints = new Checkpoints(blobs, source);
        this.last = last;
    }

    /** That which ends with the claim of a register. */
    static Timeline of(Register register, Blobs blobs) {
        return new Timeline(register.source(), blobs, new Place(register.number(), register.manifest()));
    }

    /**
     * That which ends with a published claim, found among the manifests.
     *
     * @throws CorruptStateException if there is none of that number, or several
     */
    static Timeline endingWith(long published, String source, Blobs blobs) throws IOException {
        String manifest = new Manifests(blobs, source).published(published);
        return new Timeline(source, blobs, new Place(published, manifest));
    }

    /** Tells of the claims, from the last one back to the first whose manifest is kept. */
    void visit(Visitor visitor) throws IOException {
        Set<String> kept = new HashSet<>(manifests.names()); // once: a listing for each claim takes its time
        Place place = last;
        while (kept.contains(place.manifest())) {
            Manifest claim = manifests.read(place.manifest());
            if (!visitor.claim(claim)) {
                return;
            }
            place = before(claim);
        }
    }

    /**
     * What was counted after a claim.
     *
     * @param claim if it is not one of them, the last one before it
     * @throws CorruptStateException if that cannot be told
     */
    Moment at(long claim) throws IOException {
        Place place = last;
        while (place.claim() > claim) {
            place = before(read(place));
        }
        Deque<String> later = new ArrayDeque<>();
        Moment moment = start(place, later);
        for (String name : later) {
            Manifest manifest = manifests.read(name);
            moment = moment.then(manifest, manifests.claiming(name, moment.register()));
        }
        return moment;
    }

    /** The newest moment before which nothing needs to be known; the manifests from there on are pushed. */
    private Moment start(Place end, Deque<String> later) throws IOException {
        Place place = end;
        while (place.claim() > 0) {
            Optional<Moment> checkpoint = checkpoints.find(place.claim(), place.manifest());
            if (checkpoint.isPresent()) {
                return checkpoint.get();
            }
            Manifest claim = read(place);
            later.push(place.manifest());
            if (claim.base().isPresent()) {
                return Moment.nothing(source);
            }
            place = before(claim);
        }
        return Moment.nothing(source);
    }

    private Place before(Manifest claim) {
        long number = claim.after().isEmpty() ? claim.number() - 1 : manifests.number(claim.after());
        return new Place(number, claim.after());
    }

    private Manifest read(Place place) throws IOException {
        if (place.manifest().isEmpty()) {
            throw new CorruptStateException(
                    "the history of " + source,
                    "what was counted with claim " + place.claim() + " cannot be told, nor what was before it",
                    "Choose a later claim, see 'tidemark state history " + source + "'; or bring an exported state"
                            + " back with 'tidemark state import'");
        }
        return manifests.read(place.manifest());
    }
}
