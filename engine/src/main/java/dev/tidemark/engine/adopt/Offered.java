package dev.tidemark.engine.adopt;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Listing;
import dev.tidemark.api.Problem;
import dev.tidemark.api.Range;
import dev.tidemark.api.Source;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Marks;
import dev.tidemark.api.state.Region;
import dev.tidemark.engine.commit.Ledger;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** All that a source has, what is collected included. */
final class Offered implements Listing {
    private final Ledger ledger;
    private final List<Artifact> artifacts = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private Offered(Ledger ledger) {
        this.ledger = ledger;
    }

    /** @throws IOException if not everything can be listed: what is not seen would be collected twice */
    static Offered by(Source source, Ledger ledger) throws IOException {
        Offered offered = new Offered(ledger);
        source.discover(Range.ALL, offered);
        if (!offered.problems.isEmpty()) {
            Problem first = offered.problems.getFirst();
            throw new IOException("not everything of the source can be listed: " + first.place() + ": "
                    + first.reason() + ". Nothing was changed; mend that first, as positions in what is not seen would"
                    + " be lost");
        }
        return offered;
    }

    List<Artifact> artifacts() {
        return artifacts;
    }

    /** Whether the source's own state knows something of an artifact. */
    boolean isKnown(Artifact artifact) {
        CollectionState state = ledger.state(artifact.stream());
        return artifact.next() > 0
                || artifact.content() == Artifact.Content.KNOWN
                || state.mark(artifact.id()).isPresent()
                || !state.wants(artifact);
    }

    /** Without the regions, so that nothing is left out. */
    @Override
    public CollectionState state(String stream) {
        CollectionState state = ledger.state(stream);
        Marks marks = state.ids();
        for (Region region : state.regions()) {
            marks = marks.with(region.startObjects()).with(region.endObjects());
        }
        return new CollectionState(List.of(), marks, state.gaps(), state.cursor());
    }

    @Override
    public void offer(Artifact artifact) {
        artifacts.add(artifact);
    }

    @Override
    public void ignored(String location) {
        // by its name no artifact: no position is of it
    }

    @Override
    public void problem(Problem problem) {
        problems.add(problem);
    }
}
