package dev.tidemark.engine.collect;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Event.RowCounts;
import dev.tidemark.api.Page;
import dev.tidemark.api.state.Mark;
import dev.tidemark.engine.state.ErrorClass;
import java.time.Instant;
import java.util.Optional;

/** What became of one artifact of a chunk. */
sealed interface Outcome {
    Artifact artifact();

    /**
     * It was read to its end.
     *
     * @param mark       what to remember of it
     * @param newest     the newest time of a row
     * @param unfinished whether its last line was left for the next run
     * @param told       what the source said of it if it is a page
     */
    record Read(
            Artifact artifact,
            Mark mark,
            RowCounts rows,
            Optional<Instant> newest,
            boolean unfinished,
            Optional<Page.Told> told)
            implements Outcome {}

    /** It is broken and lies in quarantine as a whole; it counts as read. */
    record SetAside(Artifact artifact, Mark mark, String reason) implements Outcome {}

    /** It is still being written and nothing of it can be read yet; the next run tries again. */
    record Left(Artifact artifact) implements Outcome {}

    /** It could not be read now; the next run tries again. */
    record Failed(Artifact artifact, ErrorClass kind, String reason) implements Outcome {}
}
