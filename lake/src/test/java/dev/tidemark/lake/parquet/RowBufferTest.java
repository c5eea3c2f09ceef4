package dev.tidemark.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.table.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowBufferTest {
    private static final int TABLES = 25;
    private static final int GROUPS = 3;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("random rows of random columns come back equal, group by group")
    void comeBackEqual() throws Exception {
        try (Encoder encoder = new Encoder()) {
            for (int seed = 0; seed < TABLES; seed++) {
                RandomTable table = new RandomTable(seed);
                List<List<Object>> rows = table.rows();
                List<List<Object>> expected = new ArrayList<>();
                RowBuffer buffer = new RowBuffer(table.layout.schema());
                Row row = new Row(table.layout.schema());
                for (int i = 0; i < rows.size(); i++) {
                    Rows.fill(row, rows.get(i));
                    buffer.add(i % GROUPS, row);
                }
                Path file = folder.resolve(seed + ".parquet");
                try (ParquetWriter writer = new ParquetWriter(file, table.layout, encoder)) {
                    for (long group : buffer.groups()) {
                        buffer.forEach(group, writer::append);
                        for (int i = (int) group; i < rows.size(); i += GROUPS) {
                            expected.add(rows.get(i));
                        }
                    }
                    writer.finish();
                }
                assertThat(Readers.readByDuckDb(file))
                        .as("seed " + seed + ": " + table)
                        .isEqualTo(expected);
                buffer.clear();
                assertThat(buffer.groups()).isEmpty();
                assertThat(buffer.held()).isZero();
            }
        }
    }
}
