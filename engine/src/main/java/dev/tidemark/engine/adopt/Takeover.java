package dev.tidemark.engine.adopt;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Event.RowCounts;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Increment;
import dev.tidemark.engine.collect.SourceSpec;
import dev.tidemark.engine.commit.ArtifactRows;
import dev.tidemark.engine.commit.Ledger;
import dev.tidemark.engine.commit.Prepared;
import dev.tidemark.engine.commit.Replacement;
import dev.tidemark.engine.file.Adopted;
import dev.tidemark.engine.file.FileSource;
import dev.tidemark.engine.file.Recognition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What it comes to if a source goes on where another collector stopped. Made from what lies there now; changes nothing
 * before it is committed, and then all of it in one claim without rows.
 */
public final class Takeover {
    /** How many files an error names. */
    private static final int NAMED = 5;

    private final SourceSpec spec;
    private final String collector;
    private final Ledger ledger;
    private final List<Adopted> files;
    private final List<Reach> reaches;
    private final List<Map<String, Increment>> increments;
    private final List<ArtifactRows> accounts;

    private Takeover(
            SourceSpec spec,
            String collector,
            Ledger ledger,
            List<Adopted> files,
            List<Reach> reaches,
            List<Map<String, Increment>> increments,
            List<ArtifactRows> accounts) {
        this.spec = spec;
        this.collector = collector;
        this.ledger = ledger;
        this.files = List.copyOf(files);
        this.reaches = List.copyOf(reaches);
        this.increments = List.copyOf(increments);
        this.accounts = List.copyOf(accounts);
    }

    /**
     * Finds the files of what another collector remembers among those of a source.
     *
     * @throws IOException if the state of the source knows some of them itself, or not everything can be listed or read;
     *     says what to do
     */
    public static Takeover of(SourceSpec spec, Ledger ledger, ForeignState foreign, Recognition recognition)
            throws IOException {
        if (!(spec.source() instanceof FileSource source)) {
            throw new IOException(spec.name() + " is a source of the connector " + spec.connector()
                    + ", and positions are taken over by those of files only");
        }
        Offered offered = Offered.by(source, ledger);
        return switch (foreign) {
            case ForeignState.Files files -> files(spec, ledger, files, source, offered, recognition);
            case ForeignState.Trunks trunks -> {
                Trunks reached = new Trunks(source, offered, ledger, trunks);
                reached.run();
                yield new Takeover(
                        spec,
                        foreign.collector(),
                        ledger,
                        reached.files(),
                        reached.reaches(),
                        reached.increments(),
                        reached.accounts());
            }
        };
    }

    private static Takeover files(
            SourceSpec spec,
            Ledger ledger,
            ForeignState.Files foreign,
            FileSource source,
            Offered offered,
            Recognition recognition)
            throws IOException {
        List<Adopted> adopted = source.adopt(foreign.positions(), offered.artifacts(), recognition);
        List<String> known = adopted.stream()
                .flatMap(each -> each.artifact().stream())
                .filter(offered::isKnown)
                .map(Artifact::location)
                .toList();
        refuse(spec.name(), known);
        Edges edges = new Edges();
        List<ArtifactRows> accounts = new ArrayList<>();
        for (Adopted each : adopted) {
            if (each.mark().isPresent()) {
                Artifact artifact = each.artifact().orElseThrow();
                edges.add(artifact, each.mark().get());
                accounts.add(account(each));
            }
        }
        List<Map<String, Increment>> increments = edges.isEmpty() ? List.of() : List.of(edges.increments());
        return new Takeover(spec, foreign.collector(), ledger, adopted, List.of(), increments, accounts);
    }

    /** What is remembered of a file that another collector has read: none of its rows is there. */
    static ArtifactRows account(Adopted adopted) {
        Artifact artifact = adopted.artifact().orElseThrow();
        return ArtifactRows.elsewhere(
                artifact.stream(), artifact.id(), adopted.mark().orElseThrow());
    }

    private static void refuse(String source, List<String> known) throws IOException {
        if (!known.isEmpty()) {
            String names = String.join(", ", known.subList(0, Math.min(NAMED, known.size())))
                    + (known.size() > NAMED ? " and " + (known.size() - NAMED) + " more" : "");
            throw new IOException("the state of " + source + " already knows " + names + ". Nothing was changed, as two"
                    + " histories of a file cannot be made one. If they are to be collected as the other collector says,"
                    + " forget what is counted first with 'tidemark state reset " + source + "'; see its --dry-run");
        }
    }

    /** What becomes of the files that the other collector names. */
    public List<Adopted> files() {
        return files;
    }

    /** What times of streams are collected. */
    public List<Reach> reaches() {
        return reaches;
    }

    /** Whether the state would stay as it is. */
    public boolean isEmpty() {
        return increments.isEmpty() && accounts.isEmpty();
    }

    /** The states of all streams once this is committed. */
    public Map<String, CollectionState> states() {
        Map<String, CollectionState> states = new TreeMap<>();
        Set<String> streams = new TreeSet<>(ledger.streams());
        increments.forEach(each -> streams.addAll(each.keySet()));
        for (String stream : streams) {
            CollectionState state = ledger.state(stream);
            for (Map<String, Increment> each : increments) {
                Increment increment = each.get(stream);
                state = increment == null ? state : state.apply(increment);
            }
            states.put(stream, state);
        }
        return states;
    }

    /**
     * Takes it into the state, all or nothing.
     *
     * @return the number of the claim
     * @throws dev.tidemark.api.StaleStateException if somebody has collected meanwhile; nothing was changed
     */
    public long commit() throws IOException {
        ledger.describe(Map.of(
                "connector_type",
                spec.connector(),
                "source",
                spec.name(),
                "table",
                spec.table().name(),
                "taken_over_from",
                collector));
        List<Prepared> chunks = new ArrayList<>();
        for (int i = 0; i < Math.max(1, increments.size()); i++) {
            chunks.add(new Prepared(
                    i,
                    Optional.empty(),
                    RowCounts.NONE,
                    i < increments.size() ? increments.get(i) : Map.of(),
                    List.of(),
                    i == 0 ? accounts : List.of()));
        }
        return ledger.commit(chunks, Replacement.NONE);
    }
}
