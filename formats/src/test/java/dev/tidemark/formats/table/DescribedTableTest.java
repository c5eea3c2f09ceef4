package dev.tidemark.formats.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidemark.api.table.Column;
import dev.tidemark.api.table.Schema;
import dev.tidemark.api.table.Type;
import dev.tidemark.formats.spi.Description;
import dev.tidemark.formats.spi.Member;
import dev.tidemark.formats.spi.Moment;
import dev.tidemark.formats.spi.Shape;
import dev.tidemark.formats.spi.TimeForm;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Tables that are made of what a source tells. Records name their shape in {@code kind}, and their row in {@code row}. */
class DescribedTableTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final List<TimeForm> MILLIS = List.of(new TimeForm.Iso(), TimeForm.Epoch.MILLIS);
    private static final List<TimeForm> SECONDS = List.of(TimeForm.Epoch.SECONDS);

    private final Map<String, Shape> shapes = new TreeMap<>();
    private Optional<Schema> known = Optional.empty();

    private DescribedTable table() {
        Description description = new Description("kind", Map.of("kind", text()), shapes);
        return DescribedTable.of("things", description, "row", known, NOW);
    }

    private void shape(String name, Map<String, Member> members) {
        Optional<Moment> moment = Optional.ofNullable(members.get("at")).map(at -> new Moment("at", at.times()));
        shapes.put(name, new Shape(members, moment));
    }

    private Rows rows(String... records) throws IOException {
        DescribedTable table = table();
        return Rows.of(table.schema(), table.newDecoder(), String.join("\n", records) + "\n");
    }

    /** The only row, without the columns that every one has. */
    private Map<String, String> row(String record) throws IOException {
        Rows rows = rows(record);
        assertThat(rows.rejected).isEmpty();
        Map<String, String> row = new TreeMap<>(rows.accepted.getFirst());
        row.keySet().removeAll(List.of("kind", "tp_timestamp"));
        return row;
    }

    private static Member text() {
        return Member.of(Type.Scalar.VARCHAR, "keyword");
    }

    private static Member number() {
        return Member.of(Type.Scalar.BIGINT, "long");
    }

    private static Member real() {
        return Member.of(Type.Scalar.DOUBLE, "double");
    }

    private static Member json() {
        return Member.of(Type.Scalar.JSON, "object");
    }

    private static Member time(List<TimeForm> forms) {
        return new Member(Type.Scalar.TIMESTAMP, "date", forms);
    }

    private List<String> columns() {
        List<String> columns = new ArrayList<>();
        for (Column column : table().schema().columns()) {
            if (!column.name().startsWith(CommonColumns.PREFIX)) {
                columns.add(column.name() + " " + column.type());
            }
        }
        return columns;
    }

    @Test
    void aMemberIsAColumnAndWhatHasNoneIsKept() throws IOException {
        shape("a", Map.of("n", number(), "s", text(), "o", json()));

        assertThat(columns()).containsExactly("kind VARCHAR", "n BIGINT", "o JSON", "s VARCHAR", "_rest JSON");
        assertThat(row("{\"kind\":\"a\",\"row\":\"r1\",\"n\":9007199254740993,\"s\":\"x\\ty\",\"o\":{\"p\": [1]},"
                        + "\"more\\t\": {\"q\": null}, \"null\":null}"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "n", "9007199254740993",
                        "s", "x\ty",
                        "o", "{\"p\": [1]}",
                        "_rest", "{\"more\\t\":{\"q\": null},\"null\":null}",
                        "tp_id", "r1"));
    }

    @Test
    void anArrayIsNeverLost() throws IOException {
        shape(
                "a",
                Map.of("n", number(), "s", text(), "b", Member.of(Type.Scalar.BOOLEAN, "boolean"), "t", time(MILLIS)));

        assertThat(row("{\"kind\":\"a\",\"n\":[7],\"s\":[\"x\", 1],\"b\":[true],\"t\":[\"2026-01-01\"]}"))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("n", "7", "s", "[\"x\", 1]", "b", "true", "t", "2026-01-01 00:00:00"));
        assertThat(row("{\"kind\":\"a\",\"n\":[1, 2],\"s\":[],\"b\":[[true]],\"t\":[null]}"))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("s", "[]", "_rest", "{\"n\":[1, 2],\"b\":[[true]],\"t\":[null]}"));
        assertThat(row("{\"kind\":\"a\",\"n\":[],\"b\":[\"\"]}"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("_rest", "{\"n\":[],\"b\":[\"\"]}"));
    }

    @Test
    void digitsOfTimesThatAColumnHasNotAreKept() throws IOException {
        shape("a", Map.of("t", time(MILLIS)));

        for (String finer : List.of(
                "\"2026-01-01T00:00:00.123456789Z\"",
                "[\"2026-01-01T00:00:00.123456789Z\"]",
                "1767225600123.4567",
                "[1767225600123.4567]")) {
            assertThat(row("{\"kind\":\"a\",\"t\":" + finer + "}"))
                    .containsEntry("t", "2026-01-01 00:00:00.123456")
                    .containsEntry("_rest", "{\"t\":" + finer + "}");
        }
        for (String held :
                List.of("[\"2026-01-01T00:00:00.123456Z\"]", "[1767225600123.456]", "\"1767225600123.456\"")) {
            assertThat(row("{\"kind\":\"a\",\"t\":" + held + "}"))
                    .containsExactlyEntriesOf(Map.of("t", "2026-01-01 00:00:00.123456"));
        }
    }

    @Test
    void namesWithDotsGoIntoTheirObject() throws IOException {
        shape("a", Map.of("o", json(), "s", text()));

        assertThat(row("{\"kind\":\"a\",\"o.b.c\":1,\"o.b.d\":{\"x\":2},\"o.b.d.y\":3,\"o.e\":null}"))
                .containsEntry("o", "{\"b\":{\"c\":1,\"d\":{\"x\":2,\"y\":3}},\"e\":null}")
                .doesNotContainKey("_rest");
        assertThat(row("{\"kind\":\"a\",\"o.b.c\":1,\"o\":{\"b\":{\"d\":2},\"f\":[]}}"))
                .containsEntry("o", "{\"b\":{\"d\":2,\"c\":1},\"f\":[]}");
    }

    @Test
    void namesWithDotsThatDoNotFitTogetherAreKeptBeside() throws IOException {
        shape("a", Map.of("o", json(), "s", text()));

        assertThat(row("{\"kind\":\"a\",\"o\":[{\"b\":1}],\"o.b\":2,\"s.t\":3,\"u.v\":4,\"o..b\":5,\".o\":6,\"o.\":7}"))
                .containsEntry("o", "[{\"b\":1}]")
                .containsEntry("_rest", "{\"o.b\":2,\"s.t\":3,\"u.v\":4,\"o..b\":5,\".o\":6,\"o.\":7}");
        assertThat(row("{\"kind\":\"a\",\"o\":{\"b\":1},\"o.b\":2,\"o.b.c\":3,\"o.x\":4}"))
                .containsEntry("o", "{\"b\":1,\"x\":4}")
                .containsEntry("_rest", "{\"o.b\":2,\"o.b.c\":3}");
        assertThat(row("{\"kind\":\"a\",\"o\":{},\"o.b\":1,\"o.b\":2}")).containsEntry("o", "{\"b\":1}");
    }

    @Test
    void whatDoesNotFitIsSetAsideWithBothTypes() throws IOException {
        shape("a", Map.of("n", number(), "s", text(), "t", time(MILLIS)));

        Rows rows = rows(
                "{\"kind\":\"a\",\"n\":\"abc\"}",
                "{\"kind\":\"a\",\"n\":1.5}",
                "{\"kind\":\"a\",\"n\":true}",
                "{\"kind\":\"a\",\"n\":{}}",
                "{\"kind\":\"a\",\"s\":{\"x\":1}}",
                "{\"kind\":\"a\",\"t\":\"soon\"}",
                "{\"kind\":\"a\",\"n\":[\"x\"]}",
                "{\"kind\":\"a\",\"n\":\"5\"}");

        assertThat(rows.rejected).hasSize(7);
        assertThat(rows.rejected.getFirst())
                .startsWith("1: column n: 'abc' is not a BIGINT (the column is bigint, n is long in a)");
        assertThat(rows.rejected.get(4)).contains("column s: '{\"x\":1}' is an object");
        assertThat(rows.rejected.get(5)).contains("'soon' is not a TIMESTAMP of the forms of the field");
        assertThat(rows.accepted).hasSize(1);
    }

    @Test
    void mostShapesDecideAndOfEqualOnesTheFirst() throws IOException {
        shape("a", Map.of("x", number(), "y", number(), "z", number()));
        shape("b", Map.of("x", text(), "y", text(), "z", real()));
        assertThat(columns()).contains("x BIGINT", "y BIGINT", "z DOUBLE");
        shape("c", Map.of("y", text()));
        assertThat(columns()).contains("x BIGINT", "y VARCHAR");

        Rows rows = rows("{\"kind\":\"b\",\"x\":\"abc\"}", "{\"kind\":\"b\",\"x\":\"12\"}", "{\"kind\":\"a\",\"y\":5}");
        assertThat(rows.rejected)
                .containsExactly("1: column x: 'abc' is not a BIGINT (the column is bigint, x is keyword in b)"
                        + " <{\"kind\":\"b\",\"x\":\"abc\"}>");
        assertThat(rows.accepted)
                .extracting(row -> row.get("x") + " " + row.get("y"))
                .containsExactly("12 null", "null 5");
    }

    @Test
    void aColumnThatIsThereStaysWhatItIs() throws IOException {
        known = Optional.of(new Schema(List.of(
                Column.of("Name", Type.Scalar.VARCHAR),
                Column.of("n", Type.Scalar.DOUBLE),
                Column.of("l", new Type.ListOf(Type.Scalar.BIGINT)),
                Column.of("s", new Type.StructOf(List.of(Column.of("x", Type.Scalar.BIGINT)))))));
        shape("a", Map.of("Name", number(), "name", number(), "n", number(), "l", number(), "s", json()));

        assertThat(columns()).contains("Name VARCHAR", "n DOUBLE").doesNotContain("name BIGINT", "s JSON");
        assertThat(row("{\"kind\":\"a\",\"Name\":1,\"name\":2,\"n\":9007199254740992,\"l\":[1,2],\"s\":{\"x\":3}}"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "Name",
                        "1",
                        "n",
                        "9.007199254740992E15",
                        "l",
                        "[1, 2]",
                        "_rest",
                        "{\"name\":2,\"s\":{\"x\":3}}"));
        assertThat(rows("{\"kind\":\"a\",\"n\":9007199254740993}").rejected.toString())
                .contains("is no whole number that a DOUBLE holds exactly");
    }

    @Test
    void ofNamesThatDifferInTheirCaseOneIsAColumn() throws IOException {
        shape(
                "a",
                Map.of(
                        "Host", text(), "host", text(), "HOST", text(), "tp_id", text(), "TP_X", text(), "_rest",
                        text()));

        assertThat(columns()).containsExactly("kind VARCHAR", "host VARCHAR", "_rest JSON");
        assertThat(row("{\"kind\":\"a\",\"HOST\":1,\"Host\":2,\"host\":3,\"tp_id\":\"x\",\"TP_X\":4,\"_rest\":5}"))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("host", "3", "_rest", "{\"HOST\":1,\"Host\":2,\"tp_id\":\"x\",\"TP_X\":4,\"_rest\":5}"));
    }

    @Test
    void eachShapeReadsTimesInItsOwnForms() throws IOException {
        shape("a", Map.of("at", time(MILLIS)));
        shape("b", Map.of("at", time(SECONDS)));
        shape("c", Map.of("at", number()));

        Rows rows = rows(
                "{\"kind\":\"a\",\"at\":1772359200000}",
                "{\"kind\":\"b\",\"at\":1772359200}",
                "{\"kind\":\"a\",\"at\":\"2026-03-01T10:00:00.1234567Z\"}",
                "{\"kind\":\"c\",\"at\":1772359200}",
                "{\"kind\":\"unknown\",\"at\":1772359200000}");

        assertThat(rows.accepted)
                .extracting(row -> row.get("at") + " " + row.get("tp_timestamp"))
                .containsExactly(
                        "2026-03-01 10:00:00 2026-03-01 10:00:00",
                        "2026-03-01 10:00:00 2026-03-01 10:00:00",
                        "2026-03-01 10:00:00.123456 2026-03-01 10:00:00.123456",
                        "2026-03-01 10:00:00 2026-03-01 10:00:00");
        assertThat(rows.accepted.get(2)).containsEntry("_rest", "{\"at\":\"2026-03-01T10:00:00.1234567Z\"}");
        assertThat(rows.rejected).hasSize(1);
        assertThat(rows.rejected.getFirst()).contains("the column is timestamp, at is long in c");
    }

    @Test
    void theMomentMayBeBelowAndMayBeMissing() throws IOException {
        Moment moment = new Moment("event.created", MILLIS);
        shapes.put("a", new Shape(Map.of("event", json()), Optional.of(moment)));

        Rows rows = rows(
                "{\"kind\":\"a\",\"event\":{\"created\":\"2026-01-02\"}}",
                "{\"kind\":\"a\",\"event.created\":\"2026-01-03\"}",
                "{\"kind\":\"a\",\"event.created\":1772359200000}",
                "{\"kind\":\"a\",\"event\":{\"created\":[\"2026-01-04\"]}}",
                "{\"kind\":\"a\"}",
                "{\"kind\":\"a\",\"event\":{\"created\":\"soon\"}}");

        assertThat(rows.accepted)
                .extracting(row -> row.get("tp_timestamp") + " " + row.get("event"))
                .containsExactly(
                        "2026-01-02 00:00:00 {\"created\":\"2026-01-02\"}",
                        "2026-01-03 00:00:00 {\"created\":\"2026-01-03\"}",
                        "2026-03-01 10:00:00 {\"created\":1772359200000}",
                        "2026-03-01 10:00:00 {\"created\":[\"2026-01-04\"]}",
                        "2026-03-01 10:00:00 null");
        assertThat(rows.rejected.getFirst()).contains("column tp_timestamp, which is event.created: 'soon'");
    }

    @Test
    void aMemberThatItsShapeLacksIsKeptBeside() throws IOException {
        shape("a", Map.of("n", number()));
        shape("b", Map.of("m", number()));

        assertThat(row("{\"kind\":\"b\",\"n\":\"a \\\"text\\\"\",\"m\":1}"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("m", "1", "_rest", "{\"n\":\"a \\\"text\\\"\"}"));
    }

    @Test
    void whatTheSourceItselfSaysIsNotTheDocuments() throws IOException {
        shape("a", Map.of("n", number(), "row", text(), "kind", number()));

        assertThat(columns()).containsExactly("kind VARCHAR", "n BIGINT", "_rest JSON");
        assertThat(row("{\"row\":\"forged\",\"kind\":5,\"n\":1,\"n\":2,\"kind\":\"a\",\"row\":\"r1\"}"))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("n", "2", "tp_id", "r1", "_rest", "{\"n\":1,\"kind\":5,\"row\":\"forged\"}"));
    }

    @Test
    void aConditionIsAboutTheColumns() {
        shape("a", Map.of("n", number()));

        assertThat(table().filter("n > 5").toString()).contains("n > 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table().filter("m > 5"))
                .withMessageContaining("m");
    }
}
