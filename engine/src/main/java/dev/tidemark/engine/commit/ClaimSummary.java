package dev.tidemark.engine.commit;

import dev.tidemark.api.Event.RowCounts;
import java.time.Instant;
import java.util.Set;

/**
 * A claim, in figures.
 *
 * @param created   when it was made
 * @param base      the claim whose state took the place of what was counted, 0 if none did
 * @param streams   whose state it changed
 * @param artifacts that were read for it, each once for every chunk
 * @param rows      what became of their records
 * @param replaced  places whose rows it took back
 */
public record ClaimSummary(
        long number,
        Instant created,
        Change change,
        long base,
        Set<String> streams,
        long artifacts,
        RowCounts rows,
        long replaced) {
    public ClaimSummary {
        streams = Set.copyOf(streams);
    }

    static ClaimSummary of(Manifest claim) {
        return new ClaimSummary(
                claim.number(),
                claim.created(),
                claim.change(),
                claim.base().map(Base::claim).orElse(0L),
                claim.changes().keySet(),
                claim.chunks().stream()
                        .mapToLong(chunk -> chunk.artifacts().size())
                        .sum(),
                claim.chunks().stream().map(Prepared::rows).reduce(RowCounts.NONE, RowCounts::plus),
                claim.replaced().rows().stream()
                        .mapToLong(each -> each.locations().size())
                        .sum());
    }
}
