package dev.tidemark.lake.stage;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;

/** A staged file as a table's data file; the file itself is not read. */
public final class StagedDataFile {
    private StagedDataFile() {}

    /**
     * @param spec identity of {@code tp_partition} and day of {@code tp_timestamp}, in any order
     * @param lake location of the lake, to which the staged path is relative
     * @throws IllegalArgumentException if the table is partitioned by something else
     */
    public static DataFile of(StagedFile file, PartitionSpec spec, String lake) {
        return DataFiles.builder(spec)
                .withPath(lake + (lake.endsWith("/") ? "" : "/") + file.path())
                .withFormat(FileFormat.PARQUET)
                .withFileSizeInBytes(file.bytes())
                .withPartition(partition(file, spec))
                .withMetrics(metrics(file))
                .withSplitOffsets(file.splits())
                .build();
    }

    private static PartitionData partition(StagedFile file, PartitionSpec spec) {
        PartitionData partition = new PartitionData(spec.partitionType());
        for (int i = 0; i < spec.fields().size(); i++) {
            PartitionField field = spec.fields().get(i);
            String what = field.transform() + " of " + spec.schema().findColumnName(field.sourceId());
            partition.set(
                    i,
                    switch (what) {
                        case "identity of tp_partition" -> file.partition();
                        case "day of tp_timestamp" -> file.day();
                        default ->
                            throw new IllegalArgumentException("a staged file does not know its partition by " + what);
                    });
        }
        return partition;
    }

    private static Metrics metrics(StagedFile file) {
        Map<Integer, Long> sizes = new HashMap<>();
        Map<Integer, Long> values = new HashMap<>();
        Map<Integer, Long> nulls = new HashMap<>();
        Map<Integer, Long> nans = new HashMap<>();
        Map<Integer, ByteBuffer> lower = new HashMap<>();
        Map<Integer, ByteBuffer> upper = new HashMap<>();
        for (FieldMetrics field : file.fields()) {
            sizes.put(field.fieldId(), field.size());
            if (field.values() >= 0) {
                values.put(field.fieldId(), field.values());
            }
            if (field.nulls() >= 0) {
                nulls.put(field.fieldId(), field.nulls());
            }
            if (field.nans() >= 0) {
                nans.put(field.fieldId(), field.nans());
            }
            if (field.lower() != null) {
                lower.put(field.fieldId(), field.lower());
            }
            if (field.upper() != null) {
                upper.put(field.fieldId(), field.upper());
            }
        }
        return new Metrics(file.rows(), sizes, values, nulls, nans, lower, upper);
    }
}
