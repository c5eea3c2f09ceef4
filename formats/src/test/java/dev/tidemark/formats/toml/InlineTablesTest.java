package dev.tidemark.formats.toml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Inline tables that TOML 1.0 does not know, and the lines of what is in them. */
class InlineTablesTest {
    private static final Key<String> QUERY = Key.optional("query", Kind.JSON_OBJECT, "");
    private static final Key<Section> STATE = Key.optional("state", Kind.SECTION, "");
    private static final Key<String> TEXT = Key.optional("text", Kind.TEXT, "");
    private static final Key<Long> NUMBER = Key.optional("number", Kind.NUMBER, "");
    private static final Key<List<String>> LIST = Key.optional("list", Kind.TEXTS, "");
    private static final Key<Boolean> AFTER = Key.optional("after", Kind.FLAG, "");

    private final Problems problems = new Problems();

    private Section parse(String text) {
        return Document.parse("t.toml", text, problems);
    }

    private List<String> said() {
        return problems.faults().stream().map(Problems.Fault::toString).toList();
    }

    @Test
    void lineEndsAreAsGoodAsCommas() {
        Section state = parse("""
                state = {
                  text = "a"   # a comment, with a comma and a }
                  # text = "no"

                  number = 7
                  list = [
                    "b",  # in a list
                    "c"
                  ]
                }
                after = true
                """).find(STATE).orElseThrow();

        assertThat(said()).isEmpty();
        assertThat(state.find(TEXT)).contains("a");
        assertThat(state.find(NUMBER)).contains(7L);
        assertThat(state.find(LIST)).contains(List.of("b", "c"));
        assertThat(state.place("number")).hasToString("t.toml:5");
    }

    @Test
    void commasAndTheLastOneAreFineToo() {
        for (String table : List.of(
                "{ text = \"a\", number = 7, }",
                "{\n text = \"a\",\n number = 7,\n}",
                "{ text = \"a\"\n, number = 7 # end\n}",
                "{\r\n\ttext = \"a\"\r\n\tnumber = 7\r\n}",
                "{ text = 'a', number = 0x7\n}",
                "{\"text\" = \"\"\"a\"\"\"\n'number' = +7}")) {
            Section root = parse("state = " + table + "\nafter = true\n");

            assertThat(said()).as(table).isEmpty();
            Section state = root.find(STATE).orElseThrow();
            assertThat(state.find(TEXT)).as(table).contains("a");
            assertThat(state.find(NUMBER)).as(table).contains(7L);
            assertThat(root.find(AFTER)).as(table).contains(true);
        }
    }

    @Test
    void tablesInTablesAndInListsMayBeWrittenSo() {
        Section root = parse("""
                state = {
                  state = {
                    text = "deep"
                    state = {
                    }
                  }
                  number = 1
                }
                """);

        Section outer = root.find(STATE).orElseThrow();
        assertThat(outer.find(STATE).orElseThrow().find(TEXT)).contains("deep");
        assertThat(outer.find(NUMBER)).contains(1L);
        assertThat(said()).isEmpty();
        assertThat(parse("state = [\n {\n  a = 1\n  b = 2 },\n {\n  a = 3\n } ]\n")
                        .find(Key.optional("state", Kind.SECTIONS, ""))
                        .orElseThrow())
                .hasSize(2)
                .last()
                .returns("t.toml:6", each -> each.place("a").toString());
    }

    @Test
    void anObjectOfJsonArrivesAsItIs() {
        for (String json : List.of(
                "{\n  \"match_all\": {}\n}",
                "{\"a\": null, \"b\": [1, 2.50, 1e400, -0, 123456789012345678901234567890, [[], {}]], \"a\": true}",
                "{\"escaped \\\" \\\\ \\/ \\u00e9 \\uD83D\\uDE00 \\n\": \"ä 😀 # } =\"}",
                "{ \"bool\" : {\n\t\"must\" : [\r\n { \"term\" : { \"x.y\" : \"$1\" } } ] } }")) {
            Section root = parse("query = " + json + "  # and a comment\nafter = true\n");

            assertThat(said()).as(json).isEmpty();
            assertThat(root.find(QUERY)).contains(json);
            assertThat(root.find(AFTER)).contains(true);
            assertThat(root.place("after").line())
                    .isEqualTo(2 + (int) json.lines().count() - 1);
        }
    }

    @Test
    void jsonMayBeWithinATable() {
        Section state = parse("""
                state = {
                  query = {
                    "match_all": {}
                  }
                  text = "a"
                }
                """).find(STATE).orElseThrow();

        assertThat(state.find(QUERY)).contains("{\n    \"match_all\": {}\n  }");
        assertThat(state.find(TEXT)).contains("a");
        assertThat(state.place("text")).hasToString("t.toml:5");
    }

    @Test
    void anErrorInATableIsAtItsLine() {
        Section state = parse("""
                [x]
                state = {
                  text = 7
                  nmber = 1
                  state = {
                    list = [
                      "a",
                      5
                    ]
                  }
                }
                """)
                .find(Key.optional("x", Kind.SECTION, ""))
                .orElseThrow()
                .find(STATE)
                .orElseThrow();
        state.find(TEXT);
        state.find(NUMBER);
        state.find(STATE).orElseThrow().find(LIST);
        state.end();

        assertThat(said())
                .containsExactly(
                        "t.toml:3: [x.state] text: expected a text, not 7",
                        "t.toml:4: [x.state] unknown key 'nmber'; did you mean 'number'?",
                        "t.toml:6: [x.state.state] list: expected a list, each a text, not 5");
    }

    @Test
    void whatIsWrongIsSaidAtItsLine() {
        Map<String, Integer> broken = Map.of(
                "state = {\n  text = \"a\"\n  number = \n}\n", 3,
                "state = {\n  text = \"a\"\n  number 7\n}\n", 3,
                "state = {\n  text = \"a\n  number = 7\n}\n", 2,
                "state = {\n  text = \"a\" number = 7\n}\n", 2,
                "state = {\n  text = \"a\",, number = 7\n}\n", 2,
                "state = {\n  text = \"a\"\n  text = \"b\"\n}\n", 3,
                "state = {\n}\nafter = maybe\n", 3,
                "query = {\n  \"a\": 1,\n  \"b\": }\n", 2);
        broken.forEach((text, line) -> {
            Problems found = new Problems();
            Document.parse("t.toml", text, found);

            assertThat(found.faults()).as(text).isNotEmpty();
            assertThat(found.faults().getFirst().place().line())
                    .as(text + found.faults())
                    .isEqualTo(line);
        });
    }

    @Test
    void whatIsWrongWithJsonIsSaid() {
        parse("query = {\n  \"a\": 1,\n  \"b\": }\n");

        assertThat(said()).anyMatch(each -> each.startsWith("t.toml:3: this is no object of JSON: Unexpected char"));
    }

    @Test
    void aTableThatIsNotClosedIsSaid() {
        parse("[a]\nstate = {\n  text = \"a\"\n\n[b]\nnumber = 7\n");

        assertThat(said()).isNotEmpty().first().asString().startsWith("t.toml:5: not TOML: ");
    }

    @Test
    void aDateBeforeABracketIsADate() {
        Section root = parse("list = [1979-05-27]\nstate = { text = \"a\", day = 07:32:00}\nafter = true\n");

        assertThat(said()).isEmpty();
        assertThat(root.find(AFTER)).contains(true);
    }

    @Test
    void nothingButInlineTablesIsTouched() {
        String document = """
                # state = { a comment
                a."b.c".'d' = 1979-05-27 07:32:00Z # {
                [ x . "y#]" ]   # header
                text = "{ \\" # } \\\\"
                'literal {' = 'C:\\{'
                many = \"""
                  { not a table, "a": 1 \\
                  # no comment ""\"""
                lines = '''
                {
                }'''
                list = [ 1, # one {
                  [ "}" ], { a = 1, b = [
                    2 ] }
                ]
                [[ t ]]
                time = 07:32:00
                real = -1e+3
                t = { }
                broken = =
                """;

        assertThat(InlineTables.rewritten(document)).hasToString(document);
        List<String> cut = new ArrayList<>();
        for (int end = 0; end < document.length(); end++) {
            cut.add(InlineTables.rewritten(document.substring(0, end)).toString());
        }
        assertThat(cut).as("cut anywhere, it is rewritten to its end").hasSize(document.length());
    }
}
