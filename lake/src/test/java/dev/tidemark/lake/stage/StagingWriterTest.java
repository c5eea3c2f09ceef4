package dev.tidemark.lake.stage;

import static dev.tidemark.api.table.Type.Scalar.BIGINT;
import static dev.tidemark.api.table.Type.Scalar.TIMESTAMP;
import static dev.tidemark.api.table.Type.Scalar.VARCHAR;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.Staged;
import dev.tidemark.api.table.Column;
import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.Schema;
import dev.tidemark.lake.parquet.Layout;
import dev.tidemark.lake.parquet.Layouts;
import dev.tidemark.lake.parquet.Readers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingWriterTest {
    private static final long DAY = 86_400_000_000L;

    private final Schema schema = new Schema(
            List.of(Column.of("tp_timestamp", TIMESTAMP), Column.of("tp_partition", VARCHAR), Column.of("n", BIGINT)));
    private final Layout layout = Layouts.of(schema);
    private final Encoders encoders = new Encoders();
    private final Row row = new Row(schema);

    @TempDir
    private Path lake;

    private Path data;

    @BeforeEach
    void createFolder() throws IOException {
        data = Files.createDirectories(lake.resolve("events/data"));
    }

    @AfterEach
    void close() {
        encoders.close();
    }

    private StagingWriter writer() {
        return new StagingWriter(new StagingWriter.Target(lake, data, "events", "trail"), layout, encoders);
    }

    private Row row(long micros, long n) {
        row.clear();
        row.time(0, micros);
        byte[] source = "trail".getBytes(UTF_8);
        row.text(1, source, 0, source.length);
        row.number(2, n);
        return row;
    }

    private List<Path> files() throws IOException {
        try (var all = Files.list(data)) {
            return all.toList();
        }
    }

    private List<Long> stored(StagedFiles files) throws Exception {
        List<String> paths = files.files().stream()
                .map(file -> "'" + lake.resolve(file.path()) + "'")
                .toList();
        try (Connection duck = Readers.duckDb()) {
            return Readers.query(duck, "SELECT n FROM read_parquet(" + paths + ") ORDER BY n").stream()
                    .map(values -> (Long) values.getFirst())
                    .toList();
        }
    }

    @Test
    void rowsAreStagedByTheUtcDayOfTheirTime() throws Exception {
        try (StagingWriter writer = writer()) {
            writer.append(row(-1, 1));
            writer.append(row(0, 2));
            writer.append(row(DAY - 1, 3));
            writer.append(row(DAY, 4));
            Staged staged = writer.prepare();
            StagedFiles files = StagedFiles.parse(staged.contents());
            assertThat(staged.table()).isEqualTo("events");
            assertThat(staged.rows()).isEqualTo(4);
            assertThat(staged.bytes())
                    .isEqualTo(
                            files.files().stream().mapToLong(StagedFile::bytes).sum());
            assertThat(files.files()).extracting(StagedFile::day).containsExactly(-1, 0, 1);
            assertThat(files.files()).extracting(StagedFile::rows).containsExactly(1L, 2L, 1L);
            assertThat(files.files()).allSatisfy(file -> {
                assertThat(file.path()).startsWith("events/data/").endsWith(".parquet");
                assertThat(Files.size(lake.resolve(file.path()))).isEqualTo(file.bytes());
            });
            assertThat(stored(files)).containsExactly(1L, 2L, 3L, 4L);
            assertThat(StagedFiles.parse(files.toJson())).isEqualTo(files);
        }
        assertThat(files()).hasSize(3);
    }

    @Test
    void aChunkOverManyDaysKeepsFewFilesOpenAndLosesNothing() throws Exception {
        List<Long> expected = new ArrayList<>();
        try (StagingWriter writer = writer()) {
            for (long n = 0; n < 300; n++) {
                writer.append(row(n * 37 % 50 * DAY, n));
                expected.add(n);
            }
            StagedFiles files = StagedFiles.parse(writer.prepare().contents());
            assertThat(new TreeSet<>(files.files().stream().map(StagedFile::day).toList()))
                    .hasSize(50);
            assertThat(stored(files)).isEqualTo(expected);
        }
    }

    @Test
    void anEmptyChunkHasNoFiles() throws Exception {
        try (StagingWriter writer = writer()) {
            Staged staged = writer.prepare();
            assertThat(staged.rows()).isZero();
            assertThat(StagedFiles.parse(staged.contents()).files()).isEmpty();
        }
    }

    @Test
    void whatIsNotPreparedIsRemoved() throws Exception {
        try (StagingWriter writer = writer()) {
            for (int n = 0; n < 40; n++) {
                writer.append(row(n * DAY, n));
            }
            assertThat(files()).hasSize(32);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void aRowWithoutATimeIsRefused() throws Exception {
        try (StagingWriter writer = writer()) {
            Row timeless = row(0, 1);
            timeless.clear(0);
            assertThatThrownBy(() -> writer.append(timeless)).hasMessage("a row of events has no tp_timestamp");
        }
    }

    @Test
    void stagedFilesAreDataFilesOfATable() throws Exception {
        org.apache.iceberg.Schema table = Layouts.iceberg(layout);
        PartitionSpec spec = PartitionSpec.builderFor(table)
                .identity("tp_partition")
                .day("tp_timestamp")
                .build();
        assertThat(FieldIds.layout(schema, table)).isEqualTo(layout);
        try (StagingWriter writer = writer()) {
            writer.append(row(3 * DAY, 7));
            writer.append(row(3 * DAY + 5, 9));
            StagedFile staged =
                    StagedFiles.parse(writer.prepare().contents()).files().getFirst();
            DataFile file = StagedDataFile.of(staged, spec, lake.toString());
            assertThat(file.location()).isEqualTo(lake.resolve(staged.path()).toString());
            assertThat(file.recordCount()).isEqualTo(2);
            assertThat(file.partition().get(0, String.class)).isEqualTo("trail");
            assertThat(file.partition().get(1, Integer.class)).isEqualTo(3);
            assertThat(file.lowerBounds().get(3)).isEqualTo(Conversions.toByteBuffer(Types.LongType.get(), 7L));
            assertThat(file.upperBounds().get(3)).isEqualTo(Conversions.toByteBuffer(Types.LongType.get(), 9L));
            assertThat(file.valueCounts()).containsEntry(1, 2L);
            assertThat(file.splitOffsets()).containsExactly(4L);
        }
    }

    @Test
    void brokenContentsAreRefused() {
        assertThatThrownBy(() -> StagedFiles.parse("{\"files\":[{\"path\":1}]}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the list of staged files has VALUE_NUMBER_INT at character");
        assertThatThrownBy(() -> StagedFiles.parse("{\"files\":[")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aColumnThatTheTableLacksIsNamed() {
        org.apache.iceberg.Schema table = new org.apache.iceberg.Schema(
                Types.NestedField.optional(1, "tp_timestamp", Types.TimestampType.withoutZone()));
        assertThatThrownBy(() -> FieldIds.layout(schema, table))
                .hasMessage("the table has no column tp_partition yet: add it first");
    }
}
