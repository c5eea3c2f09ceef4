package dev.tidemark.engine.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.Blobs;
import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.Sink;
import dev.tidemark.api.StaleStateException;
import dev.tidemark.api.StateStore;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.engine.quarantine.Quarantine;
import dev.tidemark.engine.quarantine.SetAside;
import dev.tidemark.engine.state.StateDocument;
import dev.tidemark.engine.state.StreamRecord;
import java.io.IOException;
import java.net.URLDecoder;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a store remembers of one source, for whoever looks after it. One thread.
 *
 * <p>What changes it is meant for a source that nobody collects meanwhile. A collector that is at work nevertheless
 * finds out when it claims next, and begins again with the state as it is then.
 */
public final class SourceState {
    /** A collector that claims this often while its state is read does something else than collect. */
    private static final int RACES = 100;

    private final String source;
    private final StateStore store;
    private final Blobs blobs;
    private final Sink sink;
    private final Clock clock;

    /**
     * @param blobs beside the rows, with the manifests of the claims
     * @param sink  where the source's rows go; tells which claims are published
     */
    public SourceState(String source, StateStore store, Blobs blobs, Sink sink, Clock clock) {
        this.source = source;
        this.store = store;
        this.blobs = blobs;
        this.sink = sink;
        this.clock = clock;
    }

    /** The streams that have a document, damaged or not, or a record. */
    public Set<String> streams() throws IOException {
        Set<String> streams = new TreeSet<>();
        for (String key : Documents.keys(source, store)) {
            streams.add(name(key));
        }
        for (String key : Records.keys(source, store)) {
            if (!key.equals(Records.key(source, ""))) {
                streams.add(name(key));
            }
        }
        return streams;
    }

    /**
     * What is counted of a stream, as its document says it; a claim that a collector left pending may change it yet.
     *
     * @throws CorruptStateException if it is damaged
     */
    public Optional<StateDocument> document(String stream) throws IOException {
        String key = Documents.key(source, stream);
        Optional<StateStore.Entry> entry = store.load(key);
        return entry.isEmpty()
                ? Optional.empty()
                : Optional.of(StateDocument.decode(
                        "the state document " + key, entry.get().value()));
    }

    /** What is set aside and not resolved, in the order in which it was. */
    public List<SetAside> setAside() throws IOException {
        return Quarantine.read(blobs, register().quarantine());
    }

    /**
     * Forgets what is counted of the source, damaged or not, so that everything is collected again; rows that are
     * visible stay. Its claims go on with higher numbers. {@link #rewind} takes it back, unless something was damaged.
     */
    public void reset() throws IOException {
        try {
            open().reset();
        } catch (CorruptStateException e) {
            Ledger.begin(source, store, blobs, sink);
        }
        Records.restart(source, store);
    }

    /**
     * Forgets what is counted of some streams, damaged or not.
     *
     * @throws CorruptStateException if something else is damaged or gone
     */
    public void reset(Set<String> streams) throws IOException {
        mend(streams);
        Ledger ledger = open();
        Moment moment = new Moment(ledger.register(), stored().documents());
        ledger.restore(
                Base.of(Change.RESET, moment.without(streams), ledger.register().quarantine()));
        for (String stream : streams) {
            Records.remove(Records.key(source, stream), store);
        }
    }

    /**
     * Everything that is remembered, once a pending claim is finished; empty if that is nothing.
     *
     * @throws CorruptStateException if something is damaged
     */
    public Optional<SourceExport> export() throws IOException {
        for (int race = 0; race < RACES; race++) {
            Optional<SourceExport> export = stored().export();
            if (export.isPresent() && export.get().isSettled()) {
                return export;
            }
            Register register = open().register(); // with its claim finished; one that is lost is refused
            if (export.isEmpty() && register.number() == 0) {
                return export;
            }
        }
        throw new StaleStateException(Register.key(source));
    }

    /** What bringing an exported state in comes to. @throws CorruptStateException if it is damaged */
    public StateImport bring(SourceExport export) throws IOException {
        return StateImport.of(export, this);
    }

    /** What making it again from the claims comes to. @throws CorruptStateException if they cannot be told */
    public Rebuild rebuild() throws IOException {
        return Rebuild.of(this);
    }

    /** Its last claims, the last one first, as far as their manifests are kept. */
    public List<ClaimSummary> history(int most) throws IOException {
        List<ClaimSummary> claims = new ArrayList<>();
        timeline().visit(claim -> claims.add(ClaimSummary.of(claim)) && claims.size() < most);
        return claims;
    }

    /** The number of the last claim. */
    public long claim() throws IOException {
        return register().number();
    }

    /** The number of the last claim that was made at or before a time, 0 if there is none that is known. */
    public long claimAt(Instant time) throws IOException {
        long[] found = {0};
        timeline().visit(claim -> {
            boolean before = !claim.created().isAfter(time);
            found[0] = before ? claim.number() : 0;
            return !before;
        });
        return found[0];
    }

    /**
     * What was counted after a claim, by stream.
     *
     * @param claim 0 for before the first
     * @throws CorruptStateException if that cannot be told
     */
    public Map<String, CollectionState> states(long claim) throws IOException {
        return timeline().at(claim).states();
    }

    /**
     * Puts what was counted after a claim in the place of what is counted now; rows that later claims stored stay.
     *
     * @return the number of the claim that does it
     * @throws CorruptStateException if that cannot be told
     */
    public long rewind(long claim) throws IOException {
        Ledger ledger = open();
        Timeline timeline = Timeline.of(ledger.register(), blobs);
        Moment moment = timeline.at(claim);
        return ledger.restore(Base.of(Change.REWIND, moment, aside(moment, timeline)));
    }

    /** What was set aside then, and is what later claims left of it. */
    private static List<String> aside(Moment moment, Timeline timeline) throws IOException {
        Deque<Prepared> later = new ArrayDeque<>();
        timeline.visit(claim -> {
            if (claim.number() > moment.claim()) {
                claim.chunks().reversed().forEach(later::push);
            }
            return claim.number() > moment.claim();
        });
        List<String> aside = new ArrayList<>(moment.register().quarantine());
        for (Prepared chunk : later) {
            if (aside.removeAll(chunk.resolved())) {
                aside.addAll(chunk.quarantine());
            }
        }
        return aside;
    }

    String source() {
        return source;
    }

    Blobs blobs() {
        return blobs;
    }

    Stored stored() {
        return new Stored(source, store);
    }

    long published() throws IOException {
        return sink.published(source).orElse(0L);
    }

    Ledger open() throws IOException {
        return Ledger.open(source, store, blobs, sink, clock);
    }

    private Timeline timeline() throws IOException {
        return Timeline.of(register(), blobs);
    }

    private Register register() throws IOException {
        return new Registers(source, store).load().register();
    }

    /** Empties documents that cannot be read, which would be in the way of forgetting them. */
    private void mend(Set<String> streams) throws IOException {
        Set<String> damaged = new TreeSet<>(streams);
        damaged.removeAll(stored().documents().keySet());
        Map<String, Long> claims = register().streams();
        for (String stream : damaged) {
            Moment nothing = Moment.nothing(source);
            stored().put(stream, nothing.empty(stream, clock.instant(), claims.getOrDefault(stream, 0L)));
        }
    }

    /** By the document where the key's name is cut. */
    private String name(String key) throws IOException {
        String segment = key.substring(key.lastIndexOf('/') + 1);
        return segment.contains("=") ? written(key).orElse(segment) : URLDecoder.decode(segment, UTF_8);
    }

    private Optional<String> written(String key) throws IOException {
        try {
            Optional<byte[]> value = store.load(key).map(StateStore.Entry::value);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            return key.startsWith(Documents.folder(source))
                    ? Optional.ofNullable(
                            StateDocument.decode(key, value.get()).metadata().get("stream"))
                    : Optional.of(StreamRecord.decode(key, value.get()).stream());
        } catch (CorruptStateException e) {
            return Optional.empty(); // the key's name has to do
        }
    }
}
