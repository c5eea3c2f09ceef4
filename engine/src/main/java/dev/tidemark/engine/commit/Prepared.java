package dev.tidemark.engine.commit;

import dev.tidemark.api.Event.RowCounts;
import dev.tidemark.api.Staged;
import dev.tidemark.api.state.Increment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A chunk that is durable and not counted yet.
 *
 * @param chunk      its number in the run
 * @param staged     its rows in the sink, empty if it has none
 * @param rows       what became of the records that were read for it
 * @param increments what it adds to the state, by stream
 * @param quarantine names of the blobs that hold its records that were set aside
 * @param artifacts  what was read of each artifact
 * @param resolved   names of blobs with records set aside earlier, all of which are rows now or in {@code quarantine}
 */
public record Prepared(
        long chunk,
        Optional<Staged> staged,
        RowCounts rows,
        Map<String, Increment> increments,
        List<String> quarantine,
        List<ArtifactRows> artifacts,
        List<String> resolved) {
    public Prepared {
        increments = Map.copyOf(increments);
        quarantine = List.copyOf(quarantine);
        artifacts = List.copyOf(artifacts);
        resolved = List.copyOf(resolved);
    }

    /** The same, taking documents out of quarantine and putting others in. */
    public Prepared resolving(List<String> gone, List<String> come) {
        List<String> all = new ArrayList<>(come);
        all.addAll(quarantine);
        return new Prepared(chunk, staged, rows, increments, all, artifacts, gone);
    }

    /** One that resolves nothing that was set aside earlier. */
    public Prepared(
            long chunk,
            Optional<Staged> staged,
            RowCounts rows,
            Map<String, Increment> increments,
            List<String> quarantine,
            List<ArtifactRows> artifacts) {
        this(chunk, staged, rows, increments, quarantine, artifacts, List.of());
    }
}
