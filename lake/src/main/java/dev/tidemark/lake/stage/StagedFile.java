package dev.tidemark.lake.stage;

import java.util.List;

/**
 * A Parquet file that is durable and that no table refers to yet.
 *
 * @param path      relative to the lake, with slashes
 * @param bytes     size of the file
 * @param partition the source whose rows it holds
 * @param day       days since 1970-01-01: the UTC day of every row's {@code tp_timestamp}
 * @param splits    where its row groups begin
 */
public record StagedFile(
        String path, long bytes, long rows, String partition, int day, List<Long> splits, List<FieldMetrics> fields) {
    public StagedFile {
        splits = List.copyOf(splits);
        fields = List.copyOf(fields);
    }
}
