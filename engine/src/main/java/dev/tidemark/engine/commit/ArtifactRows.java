package dev.tidemark.engine.commit;

import dev.tidemark.api.Event.RowCounts;

/** What became of the records of one artifact, or of the part of it that is in one chunk. */
public record ArtifactRows(String location, RowCounts rows) {}
