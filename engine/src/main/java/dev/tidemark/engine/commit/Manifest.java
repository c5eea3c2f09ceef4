package dev.tidemark.engine.commit;

import dev.tidemark.api.Claim;
import dev.tidemark.api.Staged;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Increment;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a claim holds, written before it is claimed.
 *
 * @param number   that the claim will have
 * @param after    manifest of the claim before it, empty if that has none: the history, from the last claim back
 * @param changes  the streams whose state it changes, and of each the number of the claim that did so before, or 0
 * @param chunks   in their order
 * @param replaced what is taken back before the chunks are added
 */
record Manifest(
        String source,
        long number,
        String after,
        Instant created,
        Map<String, Long> changes,
        List<Prepared> chunks,
        Replacement replaced) {
    Manifest {
        changes = Map.copyOf(changes);
        chunks = List.copyOf(chunks);
    }

    Claim claim() {
        List<Staged> staged =
                chunks.stream().flatMap(chunk -> chunk.staged().stream()).toList();
        return new Claim(source, number, staged, replaced.rows());
    }

    /** A stream's state once this is claimed. */
    CollectionState apply(String stream, CollectionState before) {
        CollectionState state = replaced.forgotten().map(before::recollecting).orElse(before);
        for (Prepared chunk : chunks) {
            Increment increment = chunk.increments().get(stream);
            if (increment != null) {
                state = state.apply(increment);
            }
        }
        return state;
    }
}
