package dev.tidemark.formats.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.tidemark.api.table.Row;
import dev.tidemark.formats.toml.Document;
import dev.tidemark.formats.toml.Problems;
import dev.tidemark.formats.toml.Section;
import dev.tidemark.formats.value.UnfitValueException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserTablesTest {
    private final Problems problems = new Problems();

    private Catalog catalog(String toml) {
        Section root = Document.parse("tidemark.toml", toml, problems);
        Catalog catalog = Catalog.builtIn().with(root);
        root.end();
        return catalog;
    }

    private CompiledTable table(String toml) {
        Catalog catalog = catalog(toml);
        assertThat(problems.faults()).isEmpty();
        return catalog.table("app");
    }

    private List<String> said(String toml) {
        catalog(toml);
        return problems.faults().stream().map(Problems.Fault::toString).toList();
    }

    private static Map<String, String> row(CompiledTable table, String line) throws IOException {
        Rows rows = Rows.of(table, line);
        assertThat(rows.rejected).isEmpty();
        return rows.accepted.get(0);
    }

    private static String rejected(CompiledTable table, String line) throws IOException {
        return Rows.of(table, line).rejected.get(0);
    }

    private static final String APP = """
            [formats.app]
            type = "regex"
            layout = '(?P<time>\\S+) (?P<level>\\S+) (?P<took>\\S+) (?P<text>.*)'

            [tables.app]
            description = "lines of the application"
            format = "app"
            null = ["-"]
            filter = "level <> 'DEBUG'"

            [tables.app.columns]
            level = { type = "varchar", required = true, description = "how bad it is" }
            took_ms = { type = "bigint", source = "took" }
            slow = { type = "boolean", transform = "took > 1000" }
            text = { type = "varchar", null = [], default = "nothing" }
            words = { type = "varchar[]", transform = "split(text, ' ')" }
            tp_timestamp = { source = "time" }
            tp_source_ip = { transform = "regexp_extract(text, '\\\\d+[.]\\\\d+[.]\\\\d+[.]\\\\d+')" }
            """;

    @Test
    void aTableMaySayHowItsLogsAreNamed() {
        assertThat(table(APP.replace("null = [\"-\"]", "files = \"*.app\"")).files())
                .containsExactly("*.app");
        assertThat(table(APP).files()).isEmpty();
        assertThat(said(APP.replace("null = [\"-\"]", "files = [\"logs/*\", \"[a\"]")))
                .hasSize(1)
                .first()
                .asString()
                .contains("'logs/*' is no pattern for the names of files");
    }

    @Test
    void aTableOfOnesOwnIsReadAsItSays() throws IOException {
        CompiledTable table = table(APP);

        assertThat(row(table, "2023-07-10T11:45:12Z WARN 1500 from 10.0.0.1 -"))
                .containsExactly(
                        entry("level", "WARN"),
                        entry("took_ms", "1500"),
                        entry("slow", "true"),
                        entry("text", "from 10.0.0.1 -"),
                        entry("words", "[from, 10.0.0.1, -]"),
                        entry("tp_source_ip", "10.0.0.1"),
                        entry("tp_timestamp", "2023-07-10 11:45:12"));
        assertThat(row(table, "2023-07-10T11:45:12Z WARN - -"))
                .containsEntry("text", "-")
                .doesNotContainKeys("took_ms", "slow", "words", "tp_source_ip");
        assertThat(table.description()).isEqualTo("lines of the application");
        assertThat(table.schema().columns().get(0).description()).isEqualTo("how bad it is");
    }

    @Test
    void recordsThatDoNotFitAreRejectedWithTheReason() throws IOException {
        CompiledTable table = table(APP);

        assertThat(rejected(table, "2023-07-10T11:45:12Z WARN soon text"))
                .isEqualTo("1: column took_ms: 'soon' is not a BIGINT <2023-07-10T11:45:12Z WARN soon text>");
        assertThat(rejected(table, "2023-07-10T11:45:12Z - 1 text"))
                .startsWith("1: column level: is required, and the record has no value for it");
        assertThat(rejected(table, "yesterday INFO 1 text")).startsWith("1: column tp_timestamp: 'yesterday' is not a");
    }

    @Test
    void filtersKeepWhatIsTrueAndNothingElse() throws UnfitValueException {
        CompiledTable table = table(APP);
        Row row = new Row(table.schema());
        RowFilter own = table.filter().orElseThrow();
        RowFilter other = table.filter("took_ms > 5 or text like '%x%'");

        assertThat(own.test(row)).as("NULL <> 'DEBUG' is unknown").isFalse();
        text(row, table, "level", "INFO");
        assertThat(own.test(row)).isTrue();
        text(row, table, "level", "DEBUG");
        assertThat(own.test(row)).isFalse();
        assertThat(other.test(row)).isFalse();
        text(row, table, "text", "axb");
        assertThat(other.test(row)).isTrue();
        row.clear();
        row.number(table.schema().number("took_ms"), 6);
        assertThat(other.test(row)).isTrue();
        assertThatThrownBy(() -> table.filter("tok_ms > 5"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no 'tok_ms' (at column 1); did you mean 'took_ms'?");
    }

    private static void text(Row row, CompiledTable table, String column, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        row.text(table.schema().number(column), bytes, 0, bytes.length);
    }

    @Test
    void whatMeansNullInJsonIsATextOrWhatIsWrittenOfAListOrObject() throws IOException {
        CompiledTable table = table("""
                [tables.app]
                format = { type = "jsonl" }
                null = ["[]", "{}", "0"]
                [tables.app.columns]
                list = "json"
                object = "json"
                text = "varchar"
                number = "bigint"
                tp_timestamp = { source = "time" }
                """);

        assertThat(row(table, "{\"time\":1688989512,\"list\":[],\"object\":{},\"text\":\"0\",\"number\":0}"))
                .containsExactly(entry("number", "0"), entry("tp_timestamp", "2023-07-10 11:45:12"));
        assertThat(row(table, "{\"time\":1688989512,\"list\":[ ],\"object\":[0],\"text\":\"[0]\"}"))
                .containsExactly(
                        entry("list", "[ ]"),
                        entry("object", "[0]"),
                        entry("text", "[0]"),
                        entry("tp_timestamp", "2023-07-10 11:45:12"));
    }

    @Test
    void everyTypeIsReadFromJson() throws IOException {
        CompiledTable table = table("""
                [tables.app]
                format = { type = "jsonl" }
                [tables.app.columns]
                i = "integer"
                b = "bigint"
                f = "float"
                d = "double"
                t = "boolean"
                v = "varchar"
                j = "json"
                day = "date"
                tags = "varchar[]"
                counts = "bigint[]"
                s.columns = { x = "integer", deep = { columns = { y = "varchar" } } }
                tp_timestamp = { transform = "epoch_ms(at)" }
                """);

        assertThat(row(table, """
                {"i":-7,"b":9007199254740993,"f":1.5,"d":1e3,"t":true,"v":{"a" : 1},"j":"x\\"y","day":"2023-07-10",\
                "tags":["a","\\u00e9",null,1],"counts":[1,2],"s":{"x":"5","deep":{"y":"z"}},"at":1688989512125,\
                "b":9223372036854775807}
                """))
                .containsExactly(
                        entry("i", "-7"),
                        entry("b", "9223372036854775807"),
                        entry("f", "1.5"),
                        entry("d", "1000.0"),
                        entry("t", "true"),
                        entry("v", "{\"a\" : 1}"),
                        entry("j", "\"x\\\"y\""),
                        entry("day", "2023-07-10"),
                        entry("tags", "[a, é, 1]"),
                        entry("counts", "[1, 2]"),
                        entry("s", "{…}"),
                        entry("s.x", "5"),
                        entry("s.deep", "{…}"),
                        entry("s.deep.y", "z"),
                        entry("tp_timestamp", "2023-07-10 11:45:12.125"));
        assertThat(row(table, "{\"at\":1,\"v\":\"\",\"tags\":[],\"s\":{}}"))
                .containsExactly(
                        entry("v", ""),
                        entry("tags", "[]"),
                        entry("s", "{}"),
                        entry("tp_timestamp", "1970-01-01 00:00:00.001"));
        assertThat(rejected(table, "{\"at\":1,\"b\":9223372036854775808}"))
                .startsWith("1: column b: '9223372036854775808' is not a BIGINT: it has a fraction or needs more bits");
        assertThat(rejected(table, "{\"at\":1,\"i\":{}}")).startsWith("1: column i: '{}' is not an INTEGER");
    }

    @Test
    void jsonWithinAFieldOfALineIsChecked() throws IOException {
        CompiledTable table = table("""
                [tables.app]
                format = { type = "delimited", delimiter = ";", quote = "", header = "none", columns = ["at", "doc"] }
                [tables.app.columns]
                doc = "json"
                tp_timestamp = { source = "at" }
                """);

        assertThat(row(table, "2023-07-10;{\"a\":[1]}")).containsEntry("doc", "{\"a\":[1]}");
        assertThat(row(table, "2023-07-10;")).doesNotContainKey("doc");
        assertThat(rejected(table, "2023-07-10;{a")).startsWith("1: column doc: '{a' is not JSON");
    }

    @Test
    void allMistakesAreToldAtOnceWithTheirLines() {
        assertThat(said("""
                [tables.one]
                fromat = "jsonl.default"
                filter = "vlaue = 1"
                [tables.one.columns]
                value = "intger"
                amount = "decimal(10,2)"
                other = { source = "x" }
                both = { type = "varchar", source = "x", copy = "value" }
                tp_index = { source = "x" }
                tp_foo = "varchar"

                [tables.two]
                format = "jsonl.defautl"
                [tables.two.columns]
                a = "varchar"

                [tables.three]
                format = { type = "grok", layout = "%{WORD:level} %{WRD:x}" }
                [tables.three.columns]
                tp_timestamp = { source = "level" }

                [tables.four]
                format = { type = "regex", layout = "(?P<time>.*) (?P<level>.*)" }
                filter = "levle = 'x'"
                columns.level = { type = "varchar", transform = "lowr(level)" }
                columns.lvl = { type = "varchar", source = "lewel" }
                columns.circle = { type = "varchar", copy = "round" }
                columns.round = { type = "varchar", copy = "circle" }
                columns.wrong = { type = "bigint", copy = "level" }
                columns.list = { type = "bigint[]", list = ["level", "nothing"] }
                columns.Level = "varchar"
                columns.tp_timestamp = { source = "time" }

                [formats.five]
                type = "delimitd"
                [formats.six]
                type = "delimited"
                delimiter = "ab"
                [formats.seven]
                type = "aws_vpc_flow_log"
                layout = "srcadr"
                """))
                .containsExactly(
                        "tidemark.toml:2: [tables.one] unknown key 'fromat'; did you mean 'format'?",
                        "tidemark.toml:3: [tables.one] filter: there is no 'vlaue' (at column 1); did you mean 'value'?",
                        "tidemark.toml:4: [tables.one] columns: no column is tp_timestamp, which says when a row"
                                + " happened; add for example tp_timestamp = { source = \"time\" }",
                        "tidemark.toml:5: [tables.one.columns] value: there is no type 'intger';"
                                + " did you mean 'integer'?",
                        "tidemark.toml:6: [tables.one.columns] amount: the type 'decimal(10,2)' cannot be stored:"
                                + " use double, or varchar to keep every digit",
                        "tidemark.toml:7: [tables.one.columns.other] the column has no type; write one, as in"
                                + " type = \"varchar\"",
                        "tidemark.toml:8: [tables.one.columns.both] source, copy, list and transform exclude each other",
                        "tidemark.toml:9: [tables.one.columns] tp_index: is set for each source and cannot be mapped"
                                + " by a table; remove it",
                        "tidemark.toml:10: [tables.one.columns] tp_foo: names with tp_ are those of the common columns",
                        "tidemark.toml:13: [tables.two] format: there is no format 'jsonl.defautl';"
                                + " did you mean 'jsonl.default'?",
                        "tidemark.toml:14: [tables.two] columns: no column is tp_timestamp, which says when a row"
                                + " happened; add for example tp_timestamp = { source = \"time\" }",
                        "tidemark.toml:18: [tables.three.format] there is no pattern 'WRD'; did you mean 'WORD'?",
                        "tidemark.toml:24: [tables.four] filter: there is no 'levle' (at column 1); did you mean 'level'?",
                        "tidemark.toml:25: [tables.four.columns] level: there is no function 'lowr' (at column 1);"
                                + " did you mean 'lower'? (in: lowr(level))",
                        "tidemark.toml:26: [tables.four.columns] lvl: the format has no field 'lewel';"
                                + " did you mean 'level'?",
                        "tidemark.toml:27: [tables.four.columns] circle: is a copy of itself, by way of others",
                        "tidemark.toml:29: [tables.four.columns] wrong: cannot be a copy of level, which is of another"
                                + " type or a struct",
                        "tidemark.toml:30: [tables.four.columns] list: there is no column 'nothing'",
                        "tidemark.toml:31: [tables.four.columns] Level: another column has this name;"
                                + " case does not matter",
                        "tidemark.toml:35: [formats.five] type: there is no 'delimitd'; did you mean 'delimited'?",
                        "tidemark.toml:36: [formats.six] delimiter = 'ab' is not a single ASCII character other than a"
                                + " line break",
                        "tidemark.toml:39: [formats.seven] layout: flow logs have no field 'srcadr';"
                                + " did you mean 'srcaddr'?");
    }
}
