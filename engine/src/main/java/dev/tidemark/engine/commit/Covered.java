package dev.tidemark.engine.commit;

import dev.tidemark.api.Range;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Granularity;
import java.util.List;

/**
 * A stretch of time that was complete when a claim was made. The run before had found it to be, which no claim tells.
 *
 * @param granularity how exactly the times are known
 */
record Covered(Range range, Granularity granularity) {
    /** Of a state with more stretches only the newest are told. */
    private static final int MOST = 16;

    static List<Covered> of(CollectionState state) {
        return state.regions().stream()
                .skip(Math.max(0, state.regions().size() - MOST))
                .map(region -> new Covered(region.done(), region.granularity()))
                .filter(each -> !each.range().isEmpty())
                .toList();
    }
}
