package dev.tidemark.engine.collect;

import dev.tidemark.api.Blobs;
import dev.tidemark.api.ChunkWriter;
import dev.tidemark.api.Event.RowCounts;
import dev.tidemark.api.Sink;
import dev.tidemark.api.Source;
import dev.tidemark.api.Staged;
import dev.tidemark.api.StaleStateException;
import dev.tidemark.api.StateStore;
import dev.tidemark.engine.commit.Ledger;
import dev.tidemark.engine.commit.Prepared;
import dev.tidemark.engine.commit.Replacement;
import dev.tidemark.engine.paged.StoredPages;
import dev.tidemark.engine.quarantine.Quarantine;
import dev.tidemark.engine.quarantine.QuarantineWriter;
import dev.tidemark.engine.quarantine.SetAside;
import java.io.IOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings in what was set aside and can be rows by now, because its artifact was repaired or its table was. Each row is
 * stored once, however often and wherever this dies: what was set aside goes with the claim that stores it.
 */
public final class QuarantineReplay {
    private final SourceSpec given;
    private final StateStore store;
    private final Blobs blobs;
    private final Sink sink;
    private final Clock clock;

    public QuarantineReplay(SourceSpec spec, StateStore store, Blobs blobs, Sink sink, Clock clock) {
        given = spec;
        this.store = store;
        this.blobs = blobs;
        this.sink = sink;
        this.clock = clock;
    }

    /** What is set aside of the source. */
    public List<SetAside> list() throws IOException {
        return Quarantine.read(blobs, open().quarantine());
    }

    /** Reads everything set aside again; what became of its records. */
    public RowCounts run() throws IOException {
        while (true) {
            try {
                return attempt(open());
            } catch (StaleStateException overtaken) {
                // another collector has counted something: look again
            }
        }
    }

    private RowCounts attempt(Ledger ledger) throws IOException {
        List<SetAside> aside = Quarantine.read(blobs, ledger.quarantine());
        if (aside.isEmpty()) {
            return RowCounts.NONE;
        }
        boolean paged = aside.stream().allMatch(each -> each.copy().isPresent());
        SourceSpec spec = paged ? given.with(new StoredPages(blobs, aside)) : given;
        QuarantineWriter kept = new QuarantineWriter(blobs, spec.name());
        TableRows table = spec.table().rows();
        try (ChunkWriter writer = sink.begin(table.name(), table.schema(), spec.name())) {
            Replay replay = new Replay(
                    spec,
                    table,
                    current(spec.source(), ledger, aside),
                    artifact -> !paged && ledger.state(artifact.stream()).wants(artifact),
                    aside.getFirst().artifact(),
                    clock.instant(),
                    writer,
                    kept);
            for (SetAside one : aside) {
                replay.read(one);
            }
            if (replay.changedSomething()) {
                commit(ledger, replay, writer, kept);
            }
            return replay.rows();
        }
    }

    private void commit(Ledger ledger, Replay replay, ChunkWriter writer, QuarantineWriter kept) throws IOException {
        Optional<Staged> staged = replay.rows().stored() > 0 ? Optional.of(writer.prepare()) : Optional.empty();
        Prepared prepared = new Prepared(
                0, staged, replay.rows(), replay.increments(), kept.finish(), replay.artifacts(), ledger.quarantine());
        ledger.commit(List.of(prepared), Replacement.NONE);
    }

    private static Current current(Source source, Ledger ledger, List<SetAside> aside) throws IOException {
        Set<String> ids = new HashSet<>();
        Set<String> locations = new HashSet<>();
        for (SetAside one : aside) {
            ids.add(one.artifact().id());
            locations.add(one.artifact().location());
        }
        return Current.of(source, ledger, ids, locations);
    }

    private Ledger open() throws IOException {
        return Ledger.open(given.name(), store, blobs, sink, clock);
    }
}
