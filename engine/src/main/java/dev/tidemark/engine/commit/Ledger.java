package dev.tidemark.engine.commit;

import dev.tidemark.api.Blobs;
import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.Range;
import dev.tidemark.api.Sink;
import dev.tidemark.api.StaleStateException;
import dev.tidemark.api.StateStore;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Granularity;
import dev.tidemark.engine.state.Statistics;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is counted of one source, and the only way to count more. One thread.
 *
 * <p>Many ledgers of a source may be open, in many processes: of those that {@link #commit} one after the same claim,
 * one wins. A ledger that threw cannot tell any more what is counted: open another.
 */
public final class Ledger {
    /** How many claims can be looked back at, at least. */
    static final int HISTORY = 1000;

    private final String source;
    private final Sink sink;
    private final Clock clock;
    private final Registers registers;
    private final Blobs blobs;
    private final Manifests manifests;
    private final Checkpoints checkpoints;
    private final Documents documents;
    private final Accounts accounts;
    private Registers.Held held;
    private long highest;
    private long lastChunk = -1;
    /** Manifests of collectors that had claimed nothing with them when this was opened. */
    private List<String> strays = List.of();

    private boolean broken;

    private Ledger(String source, StateStore store, Blobs blobs, Sink sink, Clock clock) throws IOException {
        this.source = source;
        this.sink = sink;
        this.clock = clock;
        registers = new Registers(source, store);
        this.blobs = blobs;
        manifests = new Manifests(blobs, source);
        checkpoints = new Checkpoints(blobs, source);
        documents = new Documents(source, store, clock);
        accounts = new Accounts(blobs, manifests, source);
        // In this order: a claim is saved before it is published, so the register is never behind the sink.
        highest = sink.published(source).orElse(0L);
        held = registers.load();
        documents.load();
    }

    /**
     * Opens the ledger of a source, and first finishes the claim that the last collector left pending.
     *
     * @throws CorruptStateException if the sink holds rows of the source but the register is gone, or a document is
     *     damaged; says how to repair it
     */
    public static Ledger open(String source, StateStore store, Blobs blobs, Sink sink, Clock clock) throws IOException {
        Ledger ledger = new Ledger(source, store, blobs, sink, clock);
        ledger.refuseIfRegisterIsLost();
        ledger.catchUp();
        ledger.finish();
        ledger.fold();
        ledger.strays = ledger.manifests.dropStrays(ledger.register());
        return ledger;
    }

    /**
     * Forgets what is counted of a source, damaged or not, and the way back to it; rows that are visible stay. Its
     * claims go on with higher numbers.
     */
    static void begin(String source, StateStore store, Blobs blobs, Sink sink) throws IOException {
        Registers registers = new Registers(source, store);
        Registers.Held before = registers.loadWhole();
        long number =
                Math.max(sink.published(source).orElse(0L), before.register().number());
        Register register = Register.at(source, number, Map.of());
        new Checkpoints(blobs, source).begin(new Moment(register, Map.of()));
        registers.save(before, register);
        Documents.forget(source, store);
    }

    /** Forgets what is counted, by a claim; {@link SourceState#rewind} takes that back. */
    long reset() throws IOException {
        return restore(Base.nothing());
    }

    /** What is counted of a stream; the empty state if it is new. */
    public CollectionState state(String stream) {
        requireWhole();
        return documents.state(stream);
    }

    /** The streams that something is known of. */
    public Set<String> streams() {
        requireWhole();
        return documents.streams();
    }

    /** Names of the blobs that hold what is set aside and not resolved, oldest first. */
    public List<String> quarantine() {
        requireWhole();
        return register().quarantine();
    }

    /** Tells what claims stored of each artifact, from the last one back to the first that is not forgotten. */
    public void accounts(AccountVisitor visitor) throws IOException {
        accountsAfter(0, visitor);
    }

    /** Tells what was stored by the claims after one that is known. */
    public void accountsAfter(long claim, AccountVisitor visitor) throws IOException {
        requireWhole();
        accounts.visit(register(), claim, visitor);
    }

    /** The number of the last claim, 0 before the first. */
    public long number() {
        return Math.max(register().number(), Math.max(highest, documents.highest()));
    }

    /**
     * Counts chunks and makes them visible: all of them or none, durable when it returns.
     *
     * @param chunks   in their order, without holes also to those of the commit before; prepared by what this ledger says is counted; may hold no rows at
     *                 all and only change the state
     * @param replaced what is taken back with the same claim
     * @return the number of the claim
     * @throws StaleStateException if another ledger committed first; nothing of this is counted
     * @throws IOException if it failed or the outcome is unknown; opening a ledger again finds out
     */
    public long commit(List<Prepared> chunks, Replacement replaced) throws IOException {
        requireWhole();
        requireOrder(chunks);
        Map<String, Long> changes = changes(chunks, replaced);
        Map<String, List<Covered>> covered = new TreeMap<>();
        changes.keySet().forEach(stream -> covered.put(stream, Covered.of(documents.state(stream))));
        covered.values().removeIf(List::isEmpty);
        return claim(changes, chunks, replaced, covered, Optional.empty());
    }

    /**
     * Puts another state in the place of what is counted, by a claim without rows: all of it or nothing.
     *
     * @return the number of the claim
     * @throws StaleStateException if another ledger committed first; nothing was changed
     */
    long restore(Base base) throws IOException {
        requireWhole();
        Map<String, Long> changes = new TreeMap<>();
        base.documents().keySet().forEach(stream -> changes.put(stream, documents.version(stream)));
        documents.streams().forEach(stream -> changes.put(stream, documents.version(stream)));
        return claim(changes, List.of(), Replacement.NONE, Map.of(), Optional.of(base));
    }

    private long claim(
            Map<String, Long> changes,
            List<Prepared> chunks,
            Replacement replaced,
            Map<String, List<Covered>> covered,
            Optional<Base> base)
            throws IOException {
        broken = true;
        Manifest manifest = new Manifest(
                source, number() + 1, register().manifest(), clock.instant(), changes, chunks, replaced, covered, base);
        Register claim = manifests.write(manifest, register());
        try {
            held = registers.save(held, claim);
        } catch (StaleStateException e) {
            manifests.drop(claim.manifest()); // whoever looks back must not find two claims of one number
            throw e;
        }
        manifests.dropStrays(strays, manifest.number());
        publish(manifest);
        documents.settle(manifest);
        broken = false;
        return manifest.number();
    }

    /**
     * Records that everything a stream offered in a range is counted.
     *
     * @throws StaleStateException if another ledger has changed the stream since this one was opened
     */
    public void complete(String stream, Range range, Granularity granularity) throws IOException {
        requireWhole();
        documents.change(stream, register().number(), state -> state.complete(range, granularity));
    }

    /**
     * How the collection of a stream went before it had a record of its own beside its document.
     *
     * @see Records
     */
    public Statistics statistics(String stream) {
        requireWhole();
        return documents.statistics(stream);
    }

    /** What every document that is saved from now on says of its source: the connector type, what identifies it. */
    public void describe(Map<String, String> metadata) {
        documents.describe(metadata);
    }

    /** Takes up the claims that a register does not know because it was put back from an older copy. */
    private void catchUp() throws IOException {
        while (register().number() < highest && !held.isAbsent()) {
            Optional<Register> next = register().pending() ? manifests.next(register()) : Optional.empty();
            if (next.isEmpty()) {
                throw new CorruptStateException(
                        "the claim register " + Register.key(source),
                        "it ends with claim " + register().number() + ", though claim " + highest + " of " + source
                                + " was published, and what was claimed between cannot be told",
                        remedies());
            }
            held = registers.save(held, next.get());
            finish(); // before the next one, as if it had just been made
        }
    }

    /** Sums up old claims, and forgets their manifests once the register names what took their place. */
    private void fold() throws IOException {
        Folding folding = new Folding(blobs, manifests, accounts, checkpoints);
        long upTo = register().number() - HISTORY;
        if (folding.isDue(register(), upTo)) {
            Optional<Folding.Folded> folded = folding.fold(register(), upTo);
            try {
                if (folded.isPresent()) {
                    held = registers.save(held, folded.get().register());
                }
            } catch (StaleStateException e) {
                folding.drop(folded.get()); // another collector was faster; it or a later one does this
            }
        }
        folding.forget(register());
    }

    private void finish() throws IOException {
        Register register = register();
        if (!register.pending()) {
            for (String stream : documents.behind(register)) {
                throw History.behind(source, stream, register.streams().getOrDefault(stream, 0L));
            }
            documents.forget(register, Optional.empty());
        } else if (register.number() > highest || !documents.areAt(register)) {
            Manifest last = manifests.read(register);
            publish(last);
            History history = new History(manifests, last);
            for (String stream : documents.behind(register)) {
                long to = register.streams().getOrDefault(stream, 0L);
                for (Manifest claim : history.between(stream, documents.version(stream), to)) {
                    documents.settle(claim, stream);
                }
            }
            documents.forget(register, Optional.of(last));
        }
    }

    private Map<String, Long> changes(List<Prepared> chunks, Replacement replaced) {
        Set<String> streams = new TreeSet<>();
        chunks.forEach(chunk -> streams.addAll(chunk.increments().keySet()));
        if (replaced.forgotten().isPresent()) {
            streams.addAll(documents.streams());
        }
        Map<String, Long> changes = new TreeMap<>();
        streams.forEach(stream -> changes.put(stream, documents.version(stream)));
        return changes;
    }

    private void publish(Manifest manifest) throws IOException {
        try {
            if (manifest.number() > highest) {
                sink.publish(manifest.claim());
            }
        } catch (IOException e) {
            if (sink.published(source).orElse(0L) < manifest.number()) {
                throw e;
            }
        }
        highest = Math.max(highest, manifest.number());
    }

    Register register() {
        return held.register();
    }

    private void refuseIfRegisterIsLost() throws IOException {
        boolean missed = held.isAbsent() && (highest > 0 || documents.highest() > 0);
        if (missed && registers.load().isAbsent()) {
            throw new CorruptStateException(
                    "the claim register " + Register.key(source),
                    "it is gone, though claim " + Math.max(highest, documents.highest()) + " of " + source
                            + " was published",
                    remedies());
        }
    }

    private String remedies() {
        return "Collecting now would store rows again. If the state was moved with 'tidemark state migrate', name the store"
                + " that it was moved to; else make it again with 'tidemark state rebuild " + source
                + "', or bring it back from a copy or with 'tidemark state import', or collect everything again on"
                + " purpose after 'tidemark state reset " + source + "'";
    }

    private void requireWhole() {
        if (broken) {
            throw new IllegalStateException("the ledger of " + source + " failed before: open another");
        }
    }

    private void requireOrder(List<Prepared> chunks) {
        long last = lastChunk;
        for (Prepared chunk : chunks) {
            if (last >= 0 && chunk.chunk() != last + 1) {
                throw new IllegalArgumentException("chunk " + chunk.chunk() + " does not follow chunk " + last);
            }
            last = chunk.chunk();
        }
        lastChunk = last;
    }
}
