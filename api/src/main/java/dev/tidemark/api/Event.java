package dev.tidemark.api;

import java.time.Duration;
import java.util.List;

/** Something that happened while collecting; sizes are in bytes as stored. */
public sealed interface Event {
    /** The source's name. */
    String source();

    record Started(String source) implements Event {}

    /** An artifact is wanted and will be read. */
    record Discovered(String source, String location, long size) implements Event {}

    /**
     * Things were found in the midst of artifacts that are none by their names. Told once, when listing has ended.
     *
     * @param locations of the first ones
     */
    record Ignored(String source, long things, List<String> locations) implements Event {
        public Ignored {
            locations = List.copyOf(locations);
        }
    }

    /** Listing has ended: everything that this run will read is known. */
    record Listed(String source, long artifacts, long bytes) implements Event {}

    /** An artifact's rows are in a chunk. */
    record Extracted(String source, String location, long size, RowCounts rows) implements Event {}

    /** A chunk is prepared: durable, not counted yet. */
    record ChunkWritten(String source, long chunk, long rows, long bytes) implements Event {}

    /** A claim is published: the rows of its chunks are visible. */
    record Committed(String source, long claim, int chunks, long rows) implements Event {}

    /** Something a user should know of how it is set up; told once. The collection is complete all the same. */
    record Warned(String source, String message) implements Event {}

    /** Something was set aside or could not be reached; the collection goes on. */
    record Troubled(String source, Problem problem) implements Event {}

    /** The collection of a source ended because of an error. */
    record Failed(String source, String message) implements Event {}

    /** The collection of a source ended. */
    record Completed(String source, Summary summary) implements Event {}

    /**
     * What became of the records that were read: {@code read = stored + filtered + quarantined}.
     *
     * @param filtered left out by the row filter or the bounds of the run
     */
    record RowCounts(long read, long stored, long filtered, long quarantined) {
        public static final RowCounts NONE = new RowCounts(0, 0, 0, 0);

        public RowCounts plus(RowCounts more) {
            return new RowCounts(
                    read + more.read, stored + more.stored, filtered + more.filtered, quarantined + more.quarantined);
        }
    }

    /**
     * A run in figures.
     *
     * @param artifacts  read in this run
     * @param setAside   artifacts that are quarantined as a whole
     * @param unfinished artifacts whose last line was left for the next run
     * @param late       artifacts that came when their time was complete, and are not collected
     */
    record Summary(
            long artifacts,
            long bytes,
            RowCounts rows,
            long setAside,
            long unfinished,
            long late,
            long claims,
            Duration took,
            List<Problem> problems) {
        public Summary {
            problems = List.copyOf(problems);
        }

        /** Whether everything that was asked for is stored. */
        public boolean clean() {
            return problems.isEmpty() && setAside == 0 && rows.quarantined() == 0;
        }
    }
}
