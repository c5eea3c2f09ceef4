package dev.tidemark.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.ChunkWriter;
import dev.tidemark.api.table.Column;
import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.Schema;
import dev.tidemark.api.table.Type;
import dev.tidemark.api.table.Type.ListOf;
import dev.tidemark.api.table.Type.Scalar;
import dev.tidemark.api.table.Type.StructOf;
import dev.tidemark.testkit.Racers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvolutionTest {
    @TempDir
    Path folder;

    private Lake lake;
    private LakeSink sink;

    @BeforeEach
    void open() {
        lake = Lake.open(folder, Clock.systemUTC(), LakeSettings.DEFAULTS);
        sink = new LakeSink(lake);
    }

    @AfterEach
    void close() {
        sink.close();
        lake.close();
    }

    @Test
    void aWiderNumberReadsTheOldRowsToo() throws Exception {
        publish(1, schema("n", Scalar.INTEGER), 7);
        publish(2, schema("n", Scalar.BIGINT), 1L << 40);
        publish(3, schema("n", Scalar.INTEGER), 8);

        assertThat(Logs.query(lake, "SELECT n FROM t ORDER BY n")).containsExactly("7", "8", "1099511627776");
        assertThat(Logs.query(lake, "SELECT count(*) FROM t WHERE n > 7")).containsExactly("2");
    }

    @Test
    void aChildIsAddedToAStruct() throws Exception {
        Type narrow = new StructOf(List.of(Column.of("a", Scalar.BIGINT)));
        Type wide = new StructOf(List.of(Column.of("b", Scalar.BIGINT), Column.of("A", Scalar.BIGINT)));
        publish(1, schema("s", narrow), 1, "s.a");
        publish(2, schema("s", wide), 2, "s.A");
        publish(3, schema("s", wide), 3, "s.b");

        assertThat(Logs.query(lake, "SELECT coalesce(s.a, 0) || ' ' || coalesce(s.b, 0) FROM t ORDER BY 1"))
                .containsExactly("0 3", "1 0", "2 0");
    }

    @Test
    void columnsAreTheSameWhateverTheirCase() throws Exception {
        publish(1, schema("Number", Scalar.BIGINT), 1);
        publish(2, schema("NUMBER", Scalar.BIGINT), 2);

        assertThat(lake.schema("t").orElseThrow().columns()).hasSize(3);
        assertThat(Logs.query(lake, "SELECT number FROM t ORDER BY 1")).containsExactly("1", "2");
    }

    @Test
    void aTextThatWasOncePlainIsNeverJson() throws Exception {
        sink.begin("t", schema("text", Scalar.JSON), "web").close();
        assertThat(lake.schema("t").orElseThrow().columns()).contains(Column.of("text", Scalar.JSON));
        sink.begin("t", schema("text", Scalar.VARCHAR), "web").close();
        assertThat(lake.schema("t").orElseThrow().columns()).contains(Column.of("text", Scalar.VARCHAR));
        new LakeSink(lake).begin("t", schema("text", Scalar.JSON), "web").close();
        assertThat(lake.schema("t").orElseThrow().columns()).contains(Column.of("text", Scalar.VARCHAR));
    }

    @ParameterizedTest
    @CsvSource({
        "VARCHAR, BIGINT, holds it as VARCHAR, become BIGINT",
        "INTEGER, DOUBLE, holds it as INTEGER, become DOUBLE",
        "TIMESTAMP, VARCHAR, holds it as TIMESTAMP, become VARCHAR"
    })
    void anIncompatibleTypeIsRefusedWithARemedy(Scalar old, Scalar now, String is, String cannot) throws Exception {
        sink.begin("t", schema("c", old), "web").close();

        assertThatThrownBy(() -> sink.begin("t", schema("c", now), "web"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("table t, column c")
                .hasMessageContaining(is)
                .hasMessageContaining(cannot)
                .hasMessageContaining("Give the column another name");
    }

    @Test
    void aListDoesNotBecomeAScalar() throws Exception {
        sink.begin("t", schema("c", new ListOf(Scalar.VARCHAR)), "web").close();

        assertThatThrownBy(() -> sink.begin("t", schema("c", Scalar.VARCHAR), "web"))
                .hasMessageContaining("holds it as list, which cannot become VARCHAR");
    }

    @Test
    void aTableNeedsTheColumnsItIsPartitionedBy() {
        Schema schema = new Schema(List.of(Column.of("tp_timestamp", Scalar.TIMESTAMP)));
        assertThatThrownBy(() -> sink.begin("t", schema, "web")).hasMessage("table t needs a column tp_partition");
    }

    @Test
    void writersThatAddColumnsTogetherAddThemAll() throws Exception {
        List<Callable<Integer>> racers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Schema schema = schema("column" + i, Scalar.BIGINT);
            racers.add(() -> {
                try (Lake mine = Lake.open(folder, Clock.systemUTC(), LakeSettings.DEFAULTS);
                        LakeSink mySink = new LakeSink(mine)) {
                    mySink.begin("t", schema, "web").close();
                    return 1;
                }
            });
        }
        Racers.run(racers);

        assertThat(lake.schema("t").orElseThrow().columns())
                .extracting(Column::name)
                .contains("column0", "column1", "column2", "column3");
    }

    private static Schema schema(String name, Type type) {
        return new Schema(List.of(
                Column.of("tp_timestamp", Scalar.TIMESTAMP),
                Column.of("tp_partition", Scalar.VARCHAR),
                Column.of(name, type)));
    }

    private void publish(long claim, Schema schema, long value) throws Exception {
        publish(claim, schema, value, schema.columns().get(2).name());
    }

    private void publish(long claim, Schema schema, long value, String column) throws Exception {
        try (ChunkWriter writer = sink.begin("t", schema, "web")) {
            Row row = new Row(schema);
            row.time(0, Logs.micros(0));
            Logs.text(row, 1, "web");
            row.number(schema.number(column), value);
            writer.append(row);
            sink.publish(Logs.claim("web", claim, writer.prepare()));
        }
    }
}
