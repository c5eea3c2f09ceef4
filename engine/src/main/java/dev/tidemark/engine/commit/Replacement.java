package dev.tidemark.engine.commit;

import dev.tidemark.api.Range;
import dev.tidemark.api.Replaced;
import java.util.List;
import java.util.Optional;

/**
 * What a claim takes back before it adds its chunks.
 *
 * @param forgotten the state forgets the times in this range; whole periods
 * @param rows      that disappear from the sink
 */
public record Replacement(Optional<Range> forgotten, List<Replaced> rows) {
    public static final Replacement NONE = new Replacement(Optional.empty(), List.of());

    public Replacement {
        rows = List.copyOf(rows);
    }
}
