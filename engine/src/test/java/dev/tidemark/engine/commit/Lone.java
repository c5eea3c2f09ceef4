package dev.tidemark.engine.commit;

import dev.tidemark.api.Event.RowCounts;
import dev.tidemark.api.state.Granularity;
import dev.tidemark.api.state.Increment;
import dev.tidemark.api.state.Mark;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Chunks of one file without a time each, and without rows. */
final class Lone {
    static final String STREAM = "s";
    private static final Instant DAY = Instant.parse("2026-03-05T00:00:00Z");

    private Lone() {}

    static Prepared chunk(int number) {
        Mark mark = new Mark(DAY, number, number, "t");
        Map<String, Mark> one = Map.of("file " + number, mark);
        Increment increment = new Increment(Increment.Order.UNORDERED, Granularity.UNKNOWN, DAY, DAY, one);
        ArtifactRows rows = new ArtifactRows(
                STREAM, "file " + number, "/logs/" + number, Optional.of(mark), new RowCounts(1, 1, 0, 0));
        return new Prepared(number, Optional.empty(), rows.rows(), Map.of(STREAM, increment), List.of(), List.of(rows));
    }
}
