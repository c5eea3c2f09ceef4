package dev.tidemark.engine.collect;

import dev.tidemark.api.Blobs;
import dev.tidemark.api.Range;
import dev.tidemark.api.Replaced;
import dev.tidemark.api.Sink;
import dev.tidemark.api.StaleStateException;
import dev.tidemark.api.StateStore;
import dev.tidemark.engine.commit.Ledger;
import dev.tidemark.engine.commit.Prepared;
import dev.tidemark.engine.commit.Replacement;
import dev.tidemark.engine.quarantine.Quarantine;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads some artifacts again from their first byte, whatever the state says of them. Their old rows are replaced by the
 * new ones in the same commit: whoever looks sees each row once, however often and wherever this dies.
 */
public final class Recollection {
    /** How many groups of artifacts are replaced together. */
    private static final int TOGETHER = 500;

    /**
     * Something to be read again.
     *
     * @param location where it lies, or where rows of it were read
     */
    public record Wish(String stream, String id, String location) {}

    private final SourceSpec spec;
    private final StateStore store;
    private final Blobs blobs;
    private final Sink sink;
    private final Clock clock;
    private final Map<Wish, String> failures = new LinkedHashMap<>();

    public Recollection(SourceSpec spec, StateStore store, Blobs blobs, Sink sink, Clock clock) {
        this.spec = spec;
        this.store = store;
        this.blobs = blobs;
        this.sink = sink;
        this.clock = clock;
    }

    /**
     * Reads what is wished for.
     *
     * @param range in which the artifacts are
     * @return of what could not be read again: why. It is as it was
     */
    public Map<Wish, String> run(Set<Wish> wishes, Range range) throws IOException {
        if (wishes.isEmpty()) {
            return Map.of();
        }
        if (spec.pages().isPresent()) {
            wishes.forEach(wish -> failures.put(
                    wish, "its source is read on from a position and does not give again what lies before that"));
            return Map.copyOf(failures);
        }
        Ledger ledger = open();
        long known = ledger.number();
        Relatives relatives = Relatives.of(ledger, wishes);
        Present present = Present.of(spec.source(), ledger, relatives, range);
        List<Relatives.Group> batch = new ArrayList<>();
        for (Relatives.Group group : relatives.groups()) {
            Optional<String> lacking = relatives.elsewhere(group).or(() -> present.lacking(group));
            if (lacking.isPresent()) {
                fail(group, lacking.get());
            } else {
                batch.add(group);
            }
            if (batch.size() == TOGETHER) {
                replace(batch, present, known);
                batch.clear();
            }
        }
        replace(batch, present, known);
        return Map.copyOf(failures);
    }

    private void replace(List<Relatives.Group> batch, Present present, long known) throws IOException {
        List<Relatives.Group> groups = new ArrayList<>(batch);
        while (!groups.isEmpty()) {
            Chunk chunk = present.chunk(groups);
            Converted converted = new ChunkConverter(
                            spec, artifact -> Range.ALL, clock.instant(), sink, blobs, event -> {})
                    .convert(chunk);
            boolean all = !groups.removeIf(group -> isBroken(group, converted));
            if (all && commit(groups, converted, known)) {
                return;
            }
        }
    }

    /** Whether one of the group's artifacts was not read to its end; the others' rows then stay as they are, too. */
    private boolean isBroken(Relatives.Group group, Converted converted) {
        for (Outcome outcome : converted.outcomes()) {
            Optional<String> why = why(outcome);
            if (why.isPresent() && group.keys().contains(Relatives.Key.of(outcome.artifact()))) {
                fail(group, why.get());
                return true;
            }
        }
        return false;
    }

    private static Optional<String> why(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Read read -> Optional.empty();
            case Outcome.SetAside broken -> Optional.of("it is broken: " + broken.reason());
            case Outcome.Left left -> Optional.of("it is still being written");
            case Outcome.Failed failed -> Optional.of(failed.reason());
        };
    }

    /** Whether it is done; if not, those groups are gone that another collector has read meanwhile. */
    private boolean commit(List<Relatives.Group> groups, Converted converted, long known) throws IOException {
        while (true) {
            Ledger ledger = open();
            Set<Relatives.Group> changed = new HashSet<>();
            ledger.accountsAfter(known, new Touched(groups, changed));
            changed.forEach(group -> fail(group, "it was collected meanwhile: verify again"));
            if (groups.removeAll(changed)) {
                return false;
            }
            try {
                ledger.commit(List.of(prepared(ledger, converted)), replacement(groups));
                return true;
            } catch (StaleStateException e) {
                // another collector has counted something: see whether it was any of this
            }
        }
    }

    private Prepared prepared(Ledger ledger, Converted converted) throws IOException {
        Prepared prepared = converted.prepared(converted.unordered());
        Aside aside = new Aside(spec, blobs, ledger::state, ledger.quarantine());
        Quarantine.Change change = aside.collected(List.of(converted));
        return change.resolved().isEmpty() ? prepared : prepared.resolving(change.resolved(), change.written());
    }

    private static Replacement replacement(List<Relatives.Group> groups) {
        Set<String> locations = new HashSet<>();
        groups.forEach(group -> locations.addAll(group.locations()));
        return new Replacement(Optional.empty(), List.of(Replaced.all(locations)));
    }

    private void fail(Relatives.Group group, String why) {
        group.wishes().forEach(wish -> failures.put(wish, why));
    }

    private Ledger open() throws IOException {
        return Ledger.open(spec.name(), store, blobs, sink, clock);
    }
}
