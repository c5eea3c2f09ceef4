package dev.tidemark.engine.commit;

import dev.tidemark.api.Event.RowCounts;
import dev.tidemark.api.state.Mark;
import java.util.Optional;

/**
 * What became of the records of one artifact, or of the part of it that is in one chunk.
 *
 * @param location where it lay when it was read: the {@code tp_source_location} of its rows; empty if another collector
 *                 has read it, and its rows are not in the sink
 * @param mark     what is remembered of it from then on; empty if that stays what it was
 */
public record ArtifactRows(String stream, String id, String location, Optional<Mark> mark, RowCounts rows) {
    /** What another collector has read of an artifact. */
    public static ArtifactRows elsewhere(String stream, String id, Mark mark) {
        return new ArtifactRows(stream, id, "", Optional.of(mark), RowCounts.NONE);
    }

    /** Whether another collector has read it. */
    public boolean isElsewhere() {
        return location.isEmpty();
    }

    /** This and what was stored of the same artifact before it. */
    ArtifactRows before(ArtifactRows earlier) {
        return new ArtifactRows(stream, id, location, mark.or(earlier::mark), rows.plus(earlier.rows));
    }
}
