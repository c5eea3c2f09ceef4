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
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Artifacts as the source lists them now, to be read from their first byte. */
final class Present implements Listing {
    private final Ledger ledger;
    private final Recorded recorded;
    private final Relatives relatives;
    private final Map<Relatives.Key, Artifact> found = new HashMap<>();
    private final Map<String, CollectionState> known = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private long chunks;

    private Present(Ledger ledger, Recorded recorded, Relatives relatives) {
        this.ledger = ledger;
        this.recorded = recorded;
        this.relatives = relatives;
    }

    static Present of(Source source, Ledger ledger, Relatives relatives, Range range) throws IOException {
        Recorded recorded =
                new Recorded(rows -> range.contains(rows.mark().orElseThrow().time()));
        ledger.accounts(recorded);
        Present present = new Present(ledger, recorded, relatives);
        source.discover(range, present);
        return present;
    }

    /** Why a group cannot be read, empty if it can. */
    Optional<String> lacking(Relatives.Group group) {
        return group.keys().stream()
                .filter(key -> !found.containsKey(key))
                .findFirst()
                .map(key -> problems.isEmpty()
                        ? "rows of it were read of " + key.id() + ", which is not there any more"
                        : "not everything could be listed: "
                                + problems.getFirst().place() + ": "
                                + problems.getFirst().reason());
    }

    /** The artifacts of groups. */
    Chunk chunk(List<Relatives.Group> groups) {
        List<Artifact> artifacts = groups.stream()
                .flatMap(group -> group.keys().stream())
                .map(key -> Again.fromTheBeginning(Objects.requireNonNull(found.get(key))))
                .collect(Collectors.toList());
        return new Chunk(
                chunks++,
                artifacts,
                artifacts.stream().mapToLong(Artifact::size).sum());
    }

    @Override
    public CollectionState state(String stream) {
        return known.computeIfAbsent(stream, name -> {
            CollectionState state = ledger.state(name);
            return new CollectionState(List.of(), recorded.marks(name).with(state.ids()), state.gaps(), state.cursor());
        });
    }

    @Override
    public void offer(Artifact artifact) {
        Relatives.Key key = Relatives.Key.of(artifact);
        if (relatives.keys().contains(key)) {
            found.put(key, artifact);
        }
    }

    @Override
    public void ignored(String location) {}

    @Override
    public void problem(Problem problem) {
        problems.add(problem);
    }
}
