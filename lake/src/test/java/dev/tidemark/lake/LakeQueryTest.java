package dev.tidemark.lake;

import static dev.tidemark.lake.Logs.claim;
import static dev.tidemark.lake.Logs.column;
import static dev.tidemark.lake.Logs.publish;
import static dev.tidemark.lake.Logs.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.ChunkWriter;
import dev.tidemark.api.table.Column;
import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.Schema;
import dev.tidemark.api.table.Type.ListOf;
import dev.tidemark.api.table.Type.Scalar;
import dev.tidemark.api.table.Type.StructOf;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LakeQueryTest {
    static final Schema ALL_TYPES = new Schema(List.of(
            Column.of("flag", Scalar.BOOLEAN),
            Column.of("small", Scalar.INTEGER),
            Column.of("large", Scalar.BIGINT),
            Column.of("single", Scalar.FLOAT),
            Column.of("real", Scalar.DOUBLE),
            Column.of("json", Scalar.JSON),
            Column.of("day", Scalar.DATE),
            Column.of("texts", new ListOf(Scalar.VARCHAR)),
            Column.of("times", new ListOf(Scalar.TIMESTAMP)),
            Column.of(
                    "caller",
                    new StructOf(List.of(
                            Column.of("name", Scalar.VARCHAR),
                            Column.of("inner", new StructOf(List.of(Column.of("n", Scalar.BIGINT)))),
                            Column.of("extra", Scalar.JSON)))),
            Column.of("tp_timestamp", Scalar.TIMESTAMP),
            Column.of("tp_partition", Scalar.VARCHAR)));

    @TempDir
    Path folder;

    private Lake lake;
    private LakeSink sink;

    @BeforeEach
    void open() {
        lake = Lake.open(folder.resolve("it's a lake"), Clock.systemUTC(), LakeSettings.DEFAULTS);
        sink = new LakeSink(lake);
    }

    @AfterEach
    void close() {
        sink.close();
        lake.close();
    }

    @Test
    void aLakeThatIsNotThereHasNoTablesAndStillCounts() throws Exception {
        try (LakeQuery query = LakeQuery.open(lake)) {
            assertThat(query.tables()).isEmpty();
            assertThat(column(query, "SELECT 6 * 7")).containsExactly("42");
        }
        assertThat(lake.folder()).doesNotExist();
    }

    @Test
    void valuesComeBackAsWhatTheyAre() throws Exception {
        publishAllTypes();
        try (LakeQuery query = LakeQuery.open(lake)) {
            List<List<@Nullable Object>> rows = Logs.rows(query, "SELECT * FROM everything ORDER BY flag NULLS LAST");
            assertThat(rows.get(0)).isEqualTo(allTypes());
            assertThat(rows.get(1).subList(0, 10)).containsOnlyNulls();
        }
    }

    static List<@Nullable Object> allTypes() {
        Map<String, @Nullable Object> caller = new LinkedHashMap<>();
        caller.put("name", "ann");
        caller.put("inner", Map.of("n", 7L));
        caller.put("extra", new QueryResult.Json("{\"k\": 9007199254740993}"));
        return Arrays.asList(
                true,
                -5L,
                1L << 60,
                0.1,
                2.5,
                new QueryResult.Json("{\"b\":1,\"a\":[2,\"x\"]}"),
                LocalDate.of(2026, 3, 1),
                List.of("ä", ""),
                List.of(LocalDateTime.of(2026, 3, 1, 5, 0)),
                caller,
                LocalDateTime.of(2026, 3, 1, 3, 0),
                "web");
    }

    private void publishAllTypes() throws IOException {
        sink.publish(claim("web", 1, stageAllTypes(sink)));
    }

    static dev.tidemark.api.Staged stageAllTypes(LakeSink sink) throws IOException {
        try (ChunkWriter writer = sink.begin("everything", ALL_TYPES, "web")) {
            Row row = new Row(ALL_TYPES);
            row.flag(0, true);
            row.number(1, -5);
            row.number(2, 1L << 60);
            row.real(3, 0.1f);
            row.real(4, 2.5);
            Logs.text(row, 5, "{\"b\":1,\"a\":[2,\"x\"]}");
            row.number(6, LocalDate.of(2026, 3, 1).toEpochDay());
            Logs.text(row, 7, "ä");
            Logs.text(row, 7, "");
            row.time(8, Logs.micros(5));
            Logs.text(row, ALL_TYPES.number("caller.name"), "ann");
            row.number(ALL_TYPES.number("caller.inner.n"), 7);
            Logs.text(row, ALL_TYPES.number("caller.extra"), "{\"k\": 9007199254740993}");
            keys(row);
            writer.append(row);
            row.clear();
            keys(row);
            writer.append(row);
            return writer.prepare();
        }
    }

    private static void keys(Row row) {
        row.time(ALL_TYPES.number("tp_timestamp"), Logs.micros(3));
        Logs.text(row, ALL_TYPES.number("tp_partition"), "web");
    }

    @Test
    void jsonAndStructsAreReadByPathAndArrow() throws Exception {
        publishAllTypes();
        try (LakeQuery query = LakeQuery.open(lake)) {
            assertThat(Logs.rows(
                            query,
                            "SELECT json -> 'a' ->> 1, caller.name, caller.extra ->> 'k' FROM everything WHERE flag"))
                    .containsExactly(List.of("x", "ann", "9007199254740993"));
        }
    }

    @Test
    void eachQuerySeesWhatIsPublishedByThen() throws Exception {
        publish(sink, "web", 1);
        try (LakeQuery query = LakeQuery.open(lake)) {
            assertThat(column(query, "SELECT line FROM lines")).containsExactly("web 1");
            publish(sink, "web", 2);
            stage(sink, "other", "web", 0, "staged only");
            assertThat(column(query, "SELECT line FROM LINES ORDER BY 1")).containsExactly("web 1", "web 2");
            assertThat(column(query, "SELECT count(*) FROM other")).containsExactly("0");
            assertThat(query.tables()).containsExactly("lines", "other");
        }
    }

    @Test
    void aCommitDuringAQueryDoesNotDisturbIt() throws Exception {
        for (int number = 1; number <= 3; number++) {
            publish(sink, "web", number);
        }
        try (LakeQuery query = LakeQuery.open(lake);
                QueryResult result = query.run("SELECT line FROM lines ORDER BY line")) {
            result.next();
            sink.publish(Logs.replacing("web", 4, 0));
            int rows = 1;
            while (result.next()) {
                rows++;
            }
            assertThat(rows).isEqualTo(3);
        }
        assertThat(Logs.lines(lake)).isEmpty();
    }

    @Test
    void anEmptyTableHasItsColumns() throws Exception {
        stage(sink, "web", 0);
        try (LakeQuery query = LakeQuery.open(lake)) {
            assertThat(column(query, "DESCRIBE lines"))
                    .containsExactly("tp_timestamp", "tp_partition", "line", "tp_source_location");
            assertThat(column(query, "SELECT line FROM lines")).isEmpty();
            assertThat(column(query, "SHOW TABLES")).containsExactly("lines");
        }
    }

    @Test
    void unionsSubqueriesAndCommonTableExpressionsWork() throws Exception {
        publish(sink, "web", 1);
        publish(sink, "api", 1);
        try (LakeQuery query = LakeQuery.open(lake)) {
            assertThat(column(
                            query,
                            "WITH w AS (SELECT * FROM lines WHERE tp_partition = 'web')"
                                    + " SELECT (SELECT count(*) FROM lines) || ' ' || count(*) FROM w"))
                    .containsExactly("2 1");
            assertThat(column(query, "EXPLAIN ANALYZE SELECT count(*) FROM lines"))
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO lines SELECT * FROM lines",
                "DROP VIEW lines",
                "COPY lines TO 'stolen.csv'",
                "ATTACH 'x.db'",
                "EXPLAIN ANALYZE DELETE FROM lines",
                "SELECT 1; DROP VIEW lines",
                "INSTALL httpfs"
            })
    void nothingButQueriesIsRun(String sql) throws Exception {
        publish(sink, "web", 1);
        try (LakeQuery query = LakeQuery.open(lake)) {
            assertThatThrownBy(() -> query.run(sql))
                    .isInstanceOf(QueryException.class)
                    .hasMessageContaining("only queries are answered here");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    SELECT * FROM lins      | lines
                    SELECT lin FROM lines   | line
                    SELEC 1                 | syntax error
                    """)
    void anErrorNamesWhatIsNearest(String sql, String nearest) throws Exception {
        publish(sink, "web", 1);
        try (LakeQuery query = LakeQuery.open(lake)) {
            assertThatThrownBy(() -> query.run(sql))
                    .isInstanceOf(QueryException.class)
                    .hasMessageContaining(nearest);
            assertThat(column(query, "SELECT line FROM lines")).containsExactly("web 1");
        }
    }

    @Test
    void answersAreStreamed() throws Exception {
        try (LakeQuery query = LakeQuery.open(lake);
                QueryResult result = query.run("SELECT i, repeat('x', 1000) FROM range(100000000) r(i)")) {
            assertThat(result.next()).isTrue();
            assertThat(result.value(0)).isEqualTo(0L);
        }
    }
}
