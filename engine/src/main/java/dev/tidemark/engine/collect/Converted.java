package dev.tidemark.engine.collect;

import dev.tidemark.api.Event.RowCounts;
import dev.tidemark.api.Staged;
import java.util.List;
import java.util.Optional;

/**
 * A chunk whose rows are durable and not counted yet.
 *
 * @param staged     empty if the chunk has no rows
 * @param outcomes   of its artifacts, in their order
 * @param quarantine names of the documents that hold what was set aside
 */
record Converted(
        Chunk chunk, Optional<Staged> staged, RowCounts rows, List<Outcome> outcomes, List<String> quarantine) {
    Converted {
        outcomes = List.copyOf(outcomes);
        quarantine = List.copyOf(quarantine);
    }
}
