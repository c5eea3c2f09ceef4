package dev.tidemark.lake.parquet;

import static dev.tidemark.api.table.Type.Scalar.BIGINT;
import static dev.tidemark.api.table.Type.Scalar.DOUBLE;
import static dev.tidemark.api.table.Type.Scalar.FLOAT;
import static dev.tidemark.api.table.Type.Scalar.INTEGER;
import static dev.tidemark.api.table.Type.Scalar.JSON;
import static dev.tidemark.api.table.Type.Scalar.VARCHAR;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.table.Column;
import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class EdgeCasesTest {
    private static final int HUGE = 64 << 20;

    private final Encoder encoder = new Encoder();

    @TempDir
    private Path folder;

    private Path file;

    @AfterEach
    void close() {
        encoder.close();
    }

    private FileStats comeBack(Layout layout, List<List<Object>> rows) throws Exception {
        file = folder.resolve("rows.parquet");
        Files.deleteIfExists(file);
        FileStats stats = Rows.write(file, layout, rows, encoder);
        assertThat(stats.bytes()).isEqualTo(Files.size(file));
        assertThat(Readers.readByParquetJava(file, layout).equals(rows))
                .as("parquet-java")
                .isTrue();
        assertThat(Readers.readByDuckDb(file).equals(rows)).as("DuckDB").isTrue();
        return stats;
    }

    private static List<Object> row(Object... values) {
        return Arrays.asList(values);
    }

    private static List<List<Object>> column(Iterable<?> values) {
        List<List<Object>> rows = new ArrayList<>();
        values.forEach(value -> rows.add(row(value)));
        return rows;
    }

    private long count(String condition) throws Exception {
        try (Connection duck = Readers.duckDb()) {
            String sql = "SELECT count(*) FROM read_parquet('" + file + "') WHERE " + condition;
            return (Long) Readers.query(duck, sql).getFirst().getFirst();
        }
    }

    @Test
    void aFileWithoutRowsIsReadable() throws Exception {
        FileStats stats = comeBack(Layouts.of(Column.of("c", VARCHAR)), List.of());
        assertThat(stats.rows()).isZero();
        assertThat(stats.rowGroups()).isEmpty();
        assertThat(stats.columns()).isEmpty();
    }

    @Test
    void columnsThatAreAlwaysNullTakeAlmostNothing() throws Exception {
        List<Column> columns = new ArrayList<>();
        for (Type.Scalar type : Type.Scalar.values()) {
            columns.add(Column.of(type.name(), type));
            columns.add(Column.of(type.name() + "s", new Type.ListOf(type)));
        }
        columns.add(Column.of("struct", new Type.StructOf(List.of(Column.of("child", VARCHAR)))));
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            rows.add(row(new Object[columns.size()]));
        }
        FileStats stats = comeBack(Layouts.of(columns.toArray(Column[]::new)), rows);
        assertThat(stats.columns()).allSatisfy(column -> {
            assertThat(column.nulls()).isEqualTo(10_000);
            assertThat(column.bytes()).isLessThan(100);
        });
    }

    @Test
    void aTextOf64MegabytesComesBack() throws Exception {
        char[] letters = new char[HUGE];
        for (int i = 0; i < HUGE; i++) {
            letters[i] = (char) ('a' + (i * 31L + i / 1000) % 26);
        }
        String huge = new String(letters);
        FileStats stats = comeBack(
                Layouts.of(Column.of("text", VARCHAR), Column.of("json", JSON)),
                List.of(row("small", null), row(huge, "{}"), row(null, "1"), row("small", null)));
        Bounds.Texts bounds = (Bounds.Texts) stats.columns().getFirst().bounds();
        assertThat(bounds.min().cut()).isTrue();
        assertThat(huge).startsWith(new String(bounds.min().bytes(), UTF_8));
        assertThat(new String(bounds.max().bytes(), UTF_8)).isEqualTo("small");
    }

    @Test
    void notANumberLeavesNoBoundsSoThatNoReaderSkipsIt() throws Exception {
        FileStats stats = comeBack(
                Layouts.of(Column.of("d", DOUBLE), Column.of("f", FLOAT)),
                List.of(row(1.0, Float.NaN), row(Double.NaN, 2.0f), row(3.0, Float.NaN)));
        assertThat(stats.columns()).extracting(ColumnStats::nans).containsExactly(1L, 2L);
        assertThat(stats.columns()).extracting(ColumnStats::bounds).containsOnly(new Bounds.Unknown());
        assertThat(count("d > 100")).isEqualTo(1); // DuckDB sorts NaN last
        assertThat(count("f = 'nan'")).isEqualTo(2);
    }

    @Test
    void bothZeroesAndInfinitiesAreWithinTheBounds() throws Exception {
        FileStats zeroes = comeBack(Layouts.of(Column.of("d", DOUBLE)), column(List.of(0.0, -0.0, 0.0)));
        assertThat(zeroes.columns().getFirst().bounds()).isEqualTo(new Bounds.Reals(-0.0, 0.0));
        FileStats infinities = comeBack(
                Layouts.of(Column.of("f", FLOAT)),
                column(List.of(Float.NEGATIVE_INFINITY, 1.0f, Float.POSITIVE_INFINITY)));
        assertThat(infinities.columns().getFirst().bounds())
                .isEqualTo(new Bounds.Reals(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
    }

    @Test
    void theExtremesOfIntegersComeBack() throws Exception {
        FileStats stats = comeBack(
                Layouts.of(Column.of("b", BIGINT), Column.of("i", INTEGER)),
                List.of(row(Long.MIN_VALUE, Integer.MAX_VALUE), row(Long.MAX_VALUE, Integer.MIN_VALUE)));
        assertThat(stats.columns().getFirst().bounds()).isEqualTo(new Bounds.Numbers(Long.MIN_VALUE, Long.MAX_VALUE));
    }

    @Test
    void aNumberThatDoesNotFitIsRefusedAndTheFileGoesOn() throws Exception {
        Layout layout = Layouts.of(Column.of("port", INTEGER));
        file = folder.resolve("rows.parquet");
        try (ParquetWriter writer = new ParquetWriter(file, layout, encoder)) {
            Row row = new Row(layout.schema());
            row.number(0, 443);
            writer.append(row);
            row.number(0, 1L << 31);
            assertThatThrownBy(() -> writer.append(row))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("column port has 32 bits and cannot hold 2147483648; a BIGINT could");
            writer.finish();
        }
        assertThat(Readers.readByDuckDb(file)).containsExactly(row(443));
    }

    @Test
    void aDictionaryThatOverflowsInTheMiddleIsFollowedByPlainPages() throws Exception {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 80_000; i++) {
            boolean later = i >= 60_000;
            rows.add(row(
                    "x".repeat(90) + (later ? i : i % 500),
                    later ? (Object) (long) i : (Object) (i % 500L),
                    i % 30_000));
        }
        FileStats stats = comeBack(
                Layouts.of(Column.of("text", VARCHAR), Column.of("number", BIGINT), Column.of("int", INTEGER)), rows);
        assertThat(stats.columns().get(1).bounds()).isEqualTo(new Bounds.Numbers(0, 79_999));
        assertThat(count("text = '" + rows.get(70_000).getFirst() + "'")).isEqualTo(1);
        assertThat(count("number < 10")).isEqualTo(1_200);
    }

    @Test
    void manyRowGroupsAreOneFile() throws Exception {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 250_000; i++) {
            rows.add(row((long) i, i < 200_000 ? null : "t" + i % 7));
        }
        FileStats stats = comeBack(Layouts.of(Column.of("n", BIGINT), Column.of("t", VARCHAR)), rows);
        assertThat(stats.rowGroups()).hasSize(3).first().isEqualTo(4L);
        assertThat(stats.columns().getFirst().values()).isEqualTo(250_000);
        assertThat(stats.columns().getFirst().bounds()).isEqualTo(new Bounds.Numbers(0, 249_999));
        assertThat(stats.columns().getLast().nulls()).isEqualTo(200_000);
        assertThat(count("n = 249000")).isEqualTo(1);
    }

    @Test
    void columnsThatRepeatAnotherPartWhereTheyDiffer() throws Exception {
        Type list = new Type.ListOf(VARCHAR);
        for (int parts : new int[] {1, 127, 128, 129, 20_000, 130_000}) {
            List<List<Object>> rows = new ArrayList<>();
            for (int i = 0; i < parts + 3_000; i++) {
                Object id = "request-" + i;
                Object name = i % 50 == 3 ? null : "name" + i % 40;
                Object elements = i % 9 == 0 ? null : List.of("a" + i % 3, "b");
                rows.add(row(id, id, name, i == parts ? "other" : name, elements, elements, i, i == parts ? null : i));
            }
            comeBack(
                    Layouts.of(
                            Column.of("id", VARCHAR),
                            Column.of("same_id", VARCHAR),
                            Column.of("name", VARCHAR),
                            Column.of("parting_name", VARCHAR),
                            Column.of("list", list),
                            Column.of("same_list", list),
                            Column.of("number", INTEGER),
                            Column.of("parting_number", INTEGER)),
                    rows);
        }
    }

    @Test
    void idsThatShareTheirBeginningTakeAFewBytes() throws Exception {
        List<Object> ids = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            ids.add("a1b2c3d4e5f60718-%06d".formatted(i));
        }
        FileStats stats = comeBack(Layouts.of(Column.of("tp_id", VARCHAR)), column(ids));
        assertThat(stats.bytes()).isLessThan(100_000);
        assertThat(count("tp_id = 'a1b2c3d4e5f60718-077777'")).isEqualTo(1);
    }

    @Test
    void aRowGroupCanBeEndedEarly() throws Exception {
        Layout layout = Layouts.of(Column.of("t", VARCHAR));
        file = folder.resolve("rows.parquet");
        try (ParquetWriter writer = new ParquetWriter(file, layout, encoder)) {
            Row row = new Row(layout.schema());
            row.text(0, "one".getBytes(UTF_8), 0, 3);
            writer.append(row);
            long held = writer.held();
            writer.endRowGroup();
            assertThat(writer.held()).isLessThan(held / 4);
            writer.endRowGroup();
            writer.append(row);
            assertThat(writer.rows()).isEqualTo(2);
            assertThat(writer.finish().rowGroups()).hasSize(2);
        }
        assertThat(Readers.readByDuckDb(file)).containsExactly(row("one"), row("one"));
    }
}
