package dev.tidemark.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random rows of random columns come back equal from parquet-java (through Iceberg) and DuckDB. */
class RoundTripTest {
    private static final int TABLES = 40;

    @Test
    void randomRowsOfRandomColumnsComeBackEqual(@TempDir Path folder) throws Exception {
        try (Encoder encoder = new Encoder()) {
            for (int seed = 0; seed < TABLES; seed++) {
                RandomTable table = new RandomTable(seed);
                List<List<Object>> rows = table.rows();
                Path file = folder.resolve(seed + ".parquet");
                String what = "seed " + seed + ": " + table;
                FileStats stats = Rows.write(file, table.layout, rows, encoder);
                assertThat(stats.rows()).as(what).isEqualTo(rows.size());
                assertEqual(Readers.readByParquetJava(file, table.layout), rows, "parquet-java, " + what);
                assertEqual(Readers.readByDuckDb(file), rows, "DuckDB, " + what);
            }
        }
    }

    private static void assertEqual(List<List<Object>> found, List<List<Object>> rows, String what) {
        assertThat(found).as(what).hasSameSizeAs(rows);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(found.get(i)).as("row " + i + ", " + what).isEqualTo(rows.get(i));
        }
    }
}
