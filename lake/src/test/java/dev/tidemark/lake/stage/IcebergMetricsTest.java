package dev.tidemark.lake.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.parquet.Encoder;
import dev.tidemark.lake.parquet.FileStats;
import dev.tidemark.lake.parquet.RandomTable;
import dev.tidemark.lake.parquet.Rows;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.Files;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.parquet.ParquetUtil;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we say of a file is what Iceberg finds out by reading its footer. */
@NullUnmarked
class IcebergMetricsTest {
    @Test
    void metricsAreThoseThatIcebergReadsFromTheFile(@TempDir Path folder) throws Exception {
        try (Encoder encoder = new Encoder()) {
            for (int seed = 100; seed < 140; seed++) {
                RandomTable table = new RandomTable(seed);
                FileStats stats = Rows.write(folder.resolve(seed + ".parquet"), table.layout, table.rows(), encoder);
                Metrics read =
                        ParquetUtil.fileMetrics(Files.localInput(stats.path().toFile()), MetricsConfig.getDefault());
                compare(stats, read, "seed " + seed + ": " + table);
            }
        }
    }

    private static void compare(FileStats stats, Metrics read, String what) {
        assertThat(read.recordCount()).as(what).isEqualTo(stats.rows());
        for (FieldMetrics field : IcebergMetrics.of(stats)) {
            int id = field.fieldId();
            String which = "field " + id + ", " + what;
            assertThat(field.size()).as(which).isEqualTo(read.columnSizes().get(id));
            if (field.values() < 0) {
                assertThat(read.valueCounts()).as(which).doesNotContainKey(id);
            } else {
                assertThat(field.values())
                        .as(which)
                        .isEqualTo(read.valueCounts().get(id));
                assertThat(field.nulls())
                        .as(which)
                        .isEqualTo(read.nullValueCounts().get(id));
            }
            compare(field.lower(), read.lowerBounds(), id, which);
            compare(field.upper(), read.upperBounds(), id, which);
        }
    }

    /** The footer says nothing of long texts; our metrics do. */
    private static void compare(ByteBuffer ours, Map<Integer, ByteBuffer> theirs, int id, String which) {
        if (theirs != null && theirs.get(id) != null) {
            assertThat(ours).as(which).isEqualTo(theirs.get(id));
        }
    }
}
