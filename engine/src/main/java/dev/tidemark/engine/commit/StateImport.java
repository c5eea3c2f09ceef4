package dev.tidemark.engine.commit;

import dev.tidemark.api.Blobs;
import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.state.CollectionState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What bringing an exported state in comes to, decided by what the store and the lake hold; until it is run nothing is
 * changed.
 *
 * <p>Claims that were published after the export are taken up from their manifests, if the lake has these and they
 * follow the export. Else what they stored is not known any more, and the next claim has a higher number than all.
 */
public final class StateImport {
    /** How it is done. */
    public enum Way {
        /** Not at all: the store holds just that. */
        NOTHING,
        /** Not at all: the store holds a later state of the same history. To go back is a rewind. */
        OLDER,
        /** Value by value into a store that holds nothing of the source, or nothing that can be read. */
        PUT_BACK,
        /** By a claim, in the place of what is counted. */
        CLAIM
    }

    private final SourceState place;
    private final SourceExport export;
    private final Way way;
    private final Register register;
    private final List<String> later;
    private final Moment moment;
    private final long published;

    private StateImport(
            SourceState place,
            SourceExport export,
            Way way,
            Register register,
            List<String> later,
            Moment moment,
            long published) {
        this.place = place;
        this.export = export;
        this.way = way;
        this.register = register;
        this.later = later;
        this.moment = moment;
        this.published = published;
    }

    static StateImport of(SourceExport export, SourceState place) throws IOException {
        Blobs blobs = place.blobs();
        Register exported = export.decoded();
        long published = place.published();
        Stored stored = place.stored();
        Optional<Registers.Held> held = stored.register();
        List<String> aside = present(blobs, exported.quarantine());
        List<String> told = present(blobs, exported.accounts());
        Manifests manifests = new Manifests(blobs, export.source());
        Optional<List<String>> later = later(manifests, exported, published);
        Register register = later.isPresent()
                ? exported
                : exported.apart(
                        Math.max(
                                published,
                                held.map(each -> each.register().number()).orElse(0L)),
                        aside,
                        told);
        Moment moment = Moment.of(export);
        for (String name : later.orElse(List.of())) {
            moment = moment.then(manifests.read(name), manifests.claiming(name, moment.register()));
        }
        Way way = way(export, stored, held, blobs);
        return new StateImport(place, export, way, register, later.orElse(List.of()), moment, published);
    }

    private static Way way(SourceExport export, Stored stored, Optional<Registers.Held> held, Blobs blobs)
            throws IOException {
        if (held.isEmpty() || !stored.isWhole()) {
            return Way.PUT_BACK;
        }
        if (stored.export().filter(export::countsAs).isPresent()) {
            return Way.NOTHING;
        }
        return follows(held.get().register(), export.decoded(), blobs) ? Way.OLDER : Way.CLAIM;
    }

    /** Whether a register is that of a later claim in the same history, or of the same claim. */
    private static boolean follows(Register later, Register earlier, Blobs blobs) throws IOException {
        if (later.manifest().equals(earlier.manifest()) && later.number() == earlier.number()) {
            return true;
        }
        boolean[] found = {false};
        Timeline.of(later, blobs).visit(claim -> {
            found[0] = claim.number() > earlier.number() && claim.after().equals(earlier.manifest());
            return !found[0] && claim.number() > earlier.number();
        });
        return found[0];
    }

    /** The manifests from the export to the last published claim, empty if that cannot be told. */
    private static Optional<List<String>> later(Manifests manifests, Register exported, long published)
            throws IOException {
        List<String> later = new ArrayList<>();
        Register register = exported;
        try {
            if (register.pending()) {
                manifests.read(register);
            }
            while (register.number() < published) {
                Optional<Register> next = register.pending() ? manifests.next(register) : Optional.empty();
                if (next.isEmpty()) {
                    return Optional.empty();
                }
                register = next.get();
                later.add(register.manifest());
            }
        } catch (CorruptStateException e) {
            return Optional.empty(); // manifests of another lake, or none
        }
        boolean unpublished = register.pending() && register.number() == published + 1;
        return register.number() == published || unpublished ? Optional.of(later) : Optional.empty();
    }

    private static List<String> present(Blobs blobs, List<String> names) throws IOException {
        List<String> present = new ArrayList<>();
        for (String name : names) {
            if (!blobs.names(name).isEmpty()) {
                present.add(name);
            }
        }
        return present;
    }

    public Way way() {
        return way;
    }

    /** How many published claims are taken up that are not in the export. */
    public int caughtUp() {
        return later.size();
    }

    /** How many published claims the export does not know: what they stored would be collected again. */
    public long unknown() {
        return later.isEmpty() ? Math.max(0, published - export.claim()) : 0;
    }

    /** How many claims the export counts that the lake does not know: what they stored is not collected again. */
    public long elsewhere() {
        boolean apart = !register.pending() && export.decoded().pending();
        return apart ? Math.max(0, export.claim() - published) : 0;
    }

    /** How many blobs with what was set aside, and with accounts, are in another lake and therefore forgotten. */
    public int missing() {
        Register exported = export.decoded();
        return exported.quarantine().size()
                - register.quarantine().size()
                + exported.accounts().size()
                - register.accounts().size();
    }

    /** What is counted then, by stream. */
    public Map<String, CollectionState> states() {
        return new TreeMap<>(moment.states());
    }

    /**
     * Does it. If it breaks off, doing it again completes it; until then the source cannot be collected, or is as it
     * was.
     *
     * @throws dev.tidemark.api.StaleStateException if a collector claimed meanwhile; nothing was changed
     */
    public void run() throws IOException {
        switch (way) {
            case NOTHING, OLDER -> {}
            case PUT_BACK -> {
                place.stored().put(export, register);
                if (!register.pending()) {
                    Moment apart = new Moment(register, Moment.of(export).documents());
                    new Checkpoints(place.blobs(), export.source()).write(apart.export());
                }
            }
            case CLAIM ->
                place.open()
                        .restore(new Base(
                                Change.IMPORT, 0, "", register.quarantine(), register.accounts(), moment.documents()));
        }
    }
}
