package dev.tidemark.engine.collect;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Range;
import dev.tidemark.api.Replaced;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Granularity;
import dev.tidemark.engine.commit.ArtifactRows;
import dev.tidemark.engine.commit.Ledger;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a range again, artifact by artifact. One without a time is read again if it changed since the range began, and
 * its rows of the range are taken.
 */
final class Overwrite implements Choice {
    private final SourceSpec spec;
    private final Ledger ledger;
    private final Range asked;
    private final Recorded recorded;
    private final Map<String, CollectionState> known = new HashMap<>();

    /** @param asked whole periods */
    Overwrite(SourceSpec spec, Ledger ledger, Range asked) throws IOException {
        this.spec = spec;
        this.ledger = ledger;
        this.asked = asked;
        recorded = new Recorded(rows -> asked.contains(rows.mark().orElseThrow().time()));
        ledger.accounts(recorded);
        for (String stream : ledger.streams()) {
            known.put(stream, open(stream));
        }
    }

    /** The regions are open, and every artifact has its mark: else one that was renamed would be another. */
    @Override
    public CollectionState known(String stream) {
        return known.getOrDefault(stream, CollectionState.EMPTY);
    }

    private CollectionState open(String stream) {
        CollectionState open = ledger.state(stream).recollecting(asked);
        return new CollectionState(open.regions(), recorded.marks(stream).with(open.ids()), open.gaps(), open.cursor());
    }

    @Override
    public Optional<Artifact> choose(Artifact artifact) {
        boolean meant = artifact.period().granularity() == Granularity.UNKNOWN
                ? !artifact.changed().isBefore(asked.from())
                : artifact.period()
                        .granularity()
                        .floor(asked)
                        .contains(artifact.period().start());
        return meant ? Optional.of(Again.fromTheBeginning(artifact)) : Optional.empty();
    }

    /**
     * The old rows of artifacts that were read again.
     *
     * @throws IOException if rows would be lost
     */
    List<Replaced> rows(List<Artifact> read) throws IOException {
        Places places = new Places(read);
        ledger.accounts(places);
        Strangers strangers = new Strangers(places, asked);
        ledger.accounts(strangers);
        Optional<ArtifactRows> lost = strangers.any();
        if (lost.isPresent()) {
            throw new IOException(spec.name() + ": nothing was overwritten, because rows of "
                    + lost.get().location() + " were read of an artifact that is not there any more ("
                    + lost.get().id() + ") and would be lost");
        }
        return places.replaced(asked);
    }
}
