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
    private final Stored stored;
    private final SourceExport export;
    private final Way way;
    private final List<String> later;
    private final Moment moment;
    private final long published;

    private StateImport(
            SourceState place,
            Stored stored,
            SourceExport export,
            Way way,
            List<String> later,
            Moment moment,
            long published) {
        this.place = place;
        this.stored = stored;
        this.export = export;
        this.way = way;
        this.later = later;
        this.moment = moment;
        this.published = published;
    }

    static StateImport of(SourceExport export, SourceState place) throws IOException {
        Blobs blobs = place.blobs();
        Register exported = export.decoded();
        long published = place.published();
        Stored stored = place.stored();
        Optional<Register> held = stored.register();
        Manifests manifests = new Manifests(blobs, export.source());
        Optional<List<String>> later = later(manifests, exported, published);
        Moment moment = Moment.of(export);
        for (String name : later.orElse(List.of())) {
            moment = moment.then(manifests.read(name), manifests.claiming(name, moment.register()));
        }
        if (later.isEmpty()) {
            long least = Math.max(published, held.map(Register::number).orElse(0L));
            Register apart =
                    exported.apart(least, present(blobs, exported.quarantine()), present(blobs, exported.accounts()));
            moment = new Moment(apart, moment.documents());
        }
        boolean whole = stored.isWhole(held.orElse(Register.at(export.source(), 0, Map.of())), manifests);
        Way way = held.isPresent() && whole ? way(export, moment, stored, held.get(), blobs) : Way.PUT_BACK;
        return new StateImport(place, stored, export, way, later.orElse(List.of()), moment, published);
    }

    private static Way way(SourceExport export, Moment moment, Stored stored, Register held, Blobs blobs)
            throws IOException {
        SourceExport there = stored.export().orElseThrow();
        SourceExport apart =
                new SourceExport(export.source(), moment.register().encode(), export.documents(), export.records());
        if (there.countsAs(export) || there.countsAs(apart)) {
            return Way.NOTHING;
        }
        return follows(held, export, blobs) ? Way.OLDER : Way.CLAIM;
    }

    /** Whether a register is that of a later claim in the same history, or of the same claim. */
    private static boolean follows(Register later, SourceExport export, Blobs blobs) throws IOException {
        Register earlier = export.decoded();
        if (later.manifest().equals(earlier.manifest()) && later.number() == earlier.number()) {
            return true;
        }
        boolean[] found = {false};
        Register[] begin = {later};
        Timeline.of(later, blobs).visit(claim -> {
            found[0] = earlier.pending()
                    && claim.number() > earlier.number()
                    && claim.after().equals(earlier.manifest());
            begin[0] = claim.after().isEmpty() ? Register.at(export.source(), claim.number() - 1, Map.of()) : later;
            return !found[0];
        });
        return found[0] || (!begin[0].pending() && beginsWith(export, begin[0].number(), blobs));
    }

    /** Whether the history begins with the export: it was brought in before, from another lake. */
    private static boolean beginsWith(SourceExport export, long claim, Blobs blobs) throws IOException {
        Optional<Moment> begin = new Checkpoints(blobs, export.source()).find(claim, "");
        return begin.isPresent()
                && begin.get()
                        .export()
                        .documents()
                        .keySet()
                        .equals(export.documents().keySet())
                && begin.get().states().equals(export.states());
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
        boolean apart = !moment.register().pending() && export.decoded().pending();
        return apart ? Math.max(0, export.claim() - published) : 0;
    }

    /** How many blobs with what was set aside, and with accounts, are in another lake and therefore forgotten. */
    public int missing() {
        if (moment.register().pending()) {
            return 0;
        }
        Register exported = export.decoded();
        return exported.quarantine().size()
                - moment.register().quarantine().size()
                + exported.accounts().size()
                - moment.register().accounts().size();
    }

    /** What is counted then, by stream. */
    public Map<String, CollectionState> states() {
        return new TreeMap<>(moment.states());
    }

    /**
     * Does it. If it breaks off, doing it again completes it; until then the source cannot be collected, or is as it
     * was.
     *
     * @throws dev.tidemark.api.StaleStateException if somebody changed the state since it was looked at; doing it again
     *     goes on from there
     */
    public void run() throws IOException {
        switch (way) {
            case NOTHING, OLDER -> {}
            case PUT_BACK -> putBack();
            case CLAIM ->
                place.open()
                        .restore(Base.of(
                                Change.IMPORT, counted(), moment.register().quarantine()));
        }
    }

    private void putBack() throws IOException {
        Register register = later.isEmpty() ? moment.register() : export.decoded();
        if (!register.pending()) {
            new Checkpoints(place.blobs(), export.source())
                    .begin(new Moment(register, Moment.of(export).documents()));
        }
        stored.put(export, register);
    }

    /** What is counted then, with the accounts of what the lake knows of it. */
    private Moment counted() throws IOException {
        Register register = moment.register();
        try {
            Register told =
                    Timeline.of(register, place.blobs()).at(register.number()).register();
            return new Moment(register.accountedBy(told.accounts()), moment.documents());
        } catch (CorruptStateException e) {
            Register apart = register.apart(register.number(), register.quarantine(), register.accounts());
            return new Moment(apart, moment.documents());
        }
    }
}
