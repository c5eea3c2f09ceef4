package dev.tidemark.engine.collect;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Listing;
import dev.tidemark.api.Problem;
import dev.tidemark.api.Range;
import dev.tidemark.api.Source;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.engine.commit.Ledger;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds artifacts that were read once as they are now. */
final class Current implements Listing {
    private final Ledger ledger;
    private final Set<String> ids;
    private final Set<String> locations;
    private final Map<String, Artifact> byId = new HashMap<>();
    private final Map<String, Artifact> byLocation = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private Current(Ledger ledger, Set<String> ids, Set<String> locations) {
        this.ledger = ledger;
        this.ids = ids;
        this.locations = locations;
    }

    static Current of(Source source, Ledger ledger, Set<String> ids, Set<String> locations) throws IOException {
        Current current = new Current(ledger, ids, locations);
        source.discover(Range.ALL, current);
        return current;
    }

    /** The artifact itself, wherever it lies by now, or else what lies in its place. */
    Optional<Artifact> of(Artifact before) {
        Artifact same = byId.get(before.id());
        return Optional.ofNullable(same == null ? byLocation.get(before.location()) : same);
    }

    List<Problem> problems() {
        return problems;
    }

    /** What is remembered by id, but no regions: else the source would leave out what lies in them. */
    @Override
    public CollectionState state(String stream) {
        CollectionState state = ledger.state(stream);
        return new CollectionState(List.of(), state.ids(), state.gaps(), state.cursor());
    }

    @Override
    public void offer(Artifact artifact) {
        if (ids.contains(artifact.id())) {
            byId.put(artifact.id(), artifact);
        }
        if (locations.contains(artifact.location())) {
            byLocation.put(artifact.location(), artifact);
        }
    }

    @Override
    public void ignored(String location) {}

    @Override
    public void problem(Problem problem) {
        problems.add(problem);
    }
}
