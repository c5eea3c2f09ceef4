package dev.tidemark.lake.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.Schema;
import dev.tidemark.lake.parquet.Encoder;
import dev.tidemark.lake.parquet.Layouts;
import dev.tidemark.lake.parquet.Readers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WideTablesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"2000, 30, 3000", "5000, 1, 2000", "5000, 40, 800"})
    @DisplayName("thousands of columns and many days at once are written in a heap of 128 MB")
    void smallHeap(int columns, int days, int rows) throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WideChild.class.getName(),
                        folder.toString(),
                        Integer.toString(columns),
                        Integer.toString(days),
                        Integer.toString(rows))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        assertThat(child.waitFor()).as(Files.readString(folder.resolve("out"))).isZero();
        StagedFiles staged = StagedFiles.parse(Files.readString(folder.resolve("staged")));
        assertThat(staged.files().stream().map(StagedFile::day).distinct()).hasSize(days);
        assertThat(sums(staged)).isEqualTo(List.of((long) rows, sum(rows, 0), (long) rows / 10));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 4 << 20, 50 << 20, 1 << 30})
    @DisplayName("rows of more days than files may be open are the same and in few files, whatever memory there is")
    void anyMemory(long memory) throws Exception {
        Schema schema = WideChild.schema(300);
        int rows = 4000;
        StagedFiles staged = stage(schema, rows, 40, memory);
        assertThat(staged.files().size()).isBetween(40, 400);
        assertThat(sums(staged)).isEqualTo(List.of((long) rows, sum(rows, 0), (long) rows / 10));
    }

    @Test
    @DisplayName("row groups are not ended for every row, however little memory there is")
    void rowGroupsAreWorthTheirRoom() throws Exception {
        StagedFiles staged = stage(WideChild.schema(300), 4000, 2, 0);
        assertThat(staged.files()).hasSize(2);
        assertThat(staged.files().stream()
                        .mapToInt(file -> file.splits().size())
                        .sum())
                .isBetween(2, 40);
    }

    @Test
    @DisplayName("of a wide table's columns catalogs are told the common and the first ones")
    void metricsOfSome() throws Exception {
        StagedFile file = stage(WideChild.schema(2000), 100, 1, 1 << 30).files().getFirst();
        assertThat(file.fields()).hasSize(64).extracting(FieldMetrics::fieldId).contains(1, 2, 64);
        StagedFile narrow =
                stage(WideChild.schema(250), 100, 1, 1 << 30).files().getFirst();
        assertThat(narrow.fields()).hasSize(252);
    }

    private StagedFiles stage(Schema schema, int rows, int days, long memory) throws IOException {
        StagingWriter.Target target = new StagingWriter.Target(folder, folder, "wide", "wide");
        Row row = new Row(schema);
        try (Encoders encoders = new Encoders(Encoder.DEFAULT_LEVEL, memory);
                StagingWriter writer = new StagingWriter(target, Layouts.of(schema), encoders)) {
            for (int number = 0; number < rows; number++) {
                WideChild.fill(row, number, days);
                writer.append(row);
            }
            return StagedFiles.parse(writer.prepare().contents());
        }
    }

    /** Of the numbers of rows that have a value in a column. */
    private static long sum(int rows, int column) {
        return LongStream.range(0, rows)
                .filter(number -> number % 10 == column % 10)
                .sum();
    }

    private List<Long> sums(StagedFiles staged) throws Exception {
        List<String> paths = staged.files().stream()
                .map(file -> "'" + folder.resolve(file.path()) + "'")
                .toList();
        try (Connection duck = Readers.duckDb()) {
            return Readers.query(
                            duck,
                            "SELECT count(*), sum(c0)::BIGINT, count(c11) FILTER (c11 LIKE 'value %1')"
                                    + " FROM read_parquet(" + paths + ")")
                    .getFirst()
                    .stream()
                    .map(Long.class::cast)
                    .toList();
        }
    }
}
