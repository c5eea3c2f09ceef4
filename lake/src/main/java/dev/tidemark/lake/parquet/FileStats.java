package dev.tidemark.lake.parquet;

import java.nio.file.Path;
import java.util.List;

/**
 * A finished file: what a catalog needs to know of it, without reading it again.
 *
 * @param rowGroups where they begin
 * @param columns   one for each leaf, of wide tables for some; empty if there are no rows
 */
public record FileStats(Path path, long bytes, long rows, List<Long> rowGroups, List<ColumnStats> columns) {
    public FileStats {
        rowGroups = List.copyOf(rowGroups);
        columns = List.copyOf(columns);
    }
}
