package dev.tidemark.engine.commit;

import dev.tidemark.api.Claim;
import dev.tidemark.api.Staged;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Increment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a claim holds, written before it is claimed.
 *
 * @param number   that the claim will have
 * @param after    manifest of the claim before it, empty if that has none: the history, from the last claim back
 * @param changes  the streams whose state it changes, and of each the number of the claim that did so before, or 0
 * @param chunks   in their order
 * @param replaced what is taken back before the chunks are added
 * @param covered  of streams that it changes, what was complete before
 * @param base     what takes the place of the state before the chunks are added, empty if that goes on
 */
record Manifest(
        String source,
        long number,
        String after,
        Instant created,
        Map<String, Long> changes,
        List<Prepared> chunks,
        Replacement replaced,
        Map<String, List<Covered>> covered,
        Optional<Base> base) {
    Manifest {
        changes = Map.copyOf(changes);
        chunks = List.copyOf(chunks);
        covered = Map.copyOf(covered);
    }

    Claim claim() {
        List<Staged> staged =
                chunks.stream().flatMap(chunk -> chunk.staged().stream()).toList();
        return new Claim(source, number, staged, replaced.rows());
    }

    /** A stream's state once this is claimed. */
    CollectionState apply(String stream, CollectionState before) {
        CollectionState state = base.map(each -> each.state(stream)).orElse(before);
        for (Covered each : covered.getOrDefault(stream, List.of())) {
            state = state.complete(each.range(), each.granularity());
        }
        state = replaced.forgotten().map(state::recollecting).orElse(state);
        for (Prepared chunk : chunks) {
            Increment increment = chunk.increments().get(stream);
            if (increment != null) {
                state = state.apply(increment);
            }
        }
        return state;
    }

    /** What it did. */
    Change change() {
        return base.map(Base::change).orElse(replaced.equals(Replacement.NONE) ? Change.COLLECT : Change.REPLACE);
    }

    /** Manifest of the claim up to which, beside its own, what claims stored is counted; empty if nothing is. */
    String counted() {
        return base.map(Base::counted).orElse(after);
    }
}
