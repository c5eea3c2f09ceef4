package dev.tidemark.formats.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.formats.Input.Tail;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesTest {
    private static final FormatOptions JSONL = new JsonLines();

    @Test
    void takesWantedMembersAtAnyDepth() throws IOException {
        String line = """
                {"a":{"b":{"c":"deep"},"x.y":[1, {"z":2}]},"n":null,"t":true,"f":false,"s":"é","num":-1.50e3}""";

        assertThat(Read.all(JSONL, line, "a", "a.b.c", "a.x\\.y", "n", "t", "f", "s", "num", "none", "a.none")
                        .only())
                .isEqualTo(Map.of(
                        "a", "{\"b\":{\"c\":\"deep\"},\"x.y\":[1, {\"z\":2}]}",
                        "a.b.c", "deep",
                        "a.x\\.y", "[1, {\"z\":2}]",
                        "n", "NULL",
                        "t", "true",
                        "f", "false",
                        "s", "é",
                        "num", "-1.50e3"));
    }

    @Test
    void theEmptyPathIsTheRecordAndTheDocumentIsTheLine() throws IOException {
        assertThat(Read.all(JSONL, " {\"a\":1} ", "", "$.a").only()).isEqualTo(Map.of("", "{\"a\":1}", "$.a", "1"));
    }

    @Test
    @DisplayName("big-integer: numbers above 2^53 stay as written")
    void bigIntegersStayAsWritten() throws IOException {
        assertThat(Read.all(JSONL, "{\"id\":9007199254740993,\"r\":0.10000000000000000001}", "id", "r")
                        .only())
                .isEqualTo(Map.of("id", "9007199254740993", "r", "0.10000000000000000001"));
    }

    @Test
    void ofDuplicateKeysTheLastCounts() throws IOException {
        String line = "{\"a\":1,\"a\":\"2\",\"u\":{\"x\":1,\"y\":2},\"u\":{\"y\":3}}";

        assertThat(Read.all(JSONL, line, "a", "u.x", "u.y", "u").only())
                .isEqualTo(Map.of("a", "2", "u.y", "3", "u", "{\"y\":3}"));
        assertThat(Read.all(JSONL, "{\"u\":{\"x\":1},\"u\":null}", "u.x", "u").only())
                .isEqualTo(Map.of("u", "NULL"));
    }

    @Test
    void escapesAreResolvedAlsoInNames() throws IOException {
        String line = "{\"a\":\"q\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00 end\",\"\\u0062\":\"b\\u0000\"}";

        assertThat(Read.all(JSONL, line, "a", "b").only())
                .isEqualTo(Map.of("a", "q\"\\/\b\f\n\r\té😀 end", "b", "b\0"));
    }

    @Test
    void membersAreFoundInWhateverOrderTheyCome() throws IOException {
        String lines = """
                {"id":1,"name":"a","inner":{"id":2,"identity":3},"a name of more than sixteen bytes":4}
                {"id":1,"name":"a","inner":{"id":2,"identity":3},"a name of more than sixteen bytes":4}
                {"a name of more than sixteen bytes":4,"inner":{"identity":3,"id":2},"name":"a","id":1}
                {"idx":0,"id":1,"nam":0,"name":"a","inner":{"identit":0,"identity":3,"id":2},\
                "a name of more than 16 and more bytes":0,"a name of more than sixteen bytes":4}
                {"id":1,"name":"a","inner":{"\\u0069d":2,"identity":3},"a name of more than sixteen\\u0020bytes":4}
                """;

        Read read =
                Read.all(JSONL, lines, "id", "name", "inner.id", "inner.identity", "a name of more than sixteen bytes");

        assertThat(read.problems).isEmpty();
        assertThat(read.records).hasSize(5).containsOnly(read.records.getFirst());
        assertThat(read.records.getFirst())
                .isEqualTo(Map.of(
                        "id", "1",
                        "name", "a",
                        "inner.id", "2",
                        "inner.identity", "3",
                        "a name of more than sixteen bytes", "4"));
    }

    @Test
    void namesThatAreWrittenWithEscapesAreNotTakenForOthers() throws IOException {
        String line = "{\"a\":1,\"q\\\"\":2,\"b\":3}\n";

        Read read = Read.all(JSONL, line.repeat(3), "a", "q\"", "q\\\\", "b");

        assertThat(read.problems).isEmpty();
        assertThat(read.records).hasSize(3).containsOnly(Map.of("a", "1", "q\"", "2", "b", "3"));
    }

    @Test
    void manyEscapedTextsOfOneRecordStandTogether() throws IOException {
        String big = "x\\n".repeat(3000);
        String line = "{\"a\":\"1\\n\",\"b\":\"" + big + "\",\"c\":\"3\\n\"}";

        assertThat(Read.all(JSONL, line, "a", "b", "c").only())
                .isEqualTo(Map.of("a", "1\n", "b", "x\n".repeat(3000), "c", "3\n"));
    }

    @Test
    void aRecordEscapedASecondTimeIsUnescapedOnce() throws IOException {
        String line = "\"{\\\"a\\\":\\\"x\\\\ny\\\",\\\"n\\\":12}\"";

        Read read = Read.all(JSONL, line, "a", "n");

        assertThat(read.only()).isEqualTo(Map.of("a", "x\ny", "n", "12"));
        assertThat(read.raw).containsExactly(line);
        assertThat(Read.all(JSONL, "\"{\\\"a\\\":\"", "a").problems.getFirst()).contains("text holds broken JSON");
        assertThat(Read.all(JSONL, "\"words\"", "a").problems.getFirst()).contains("text without");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{\"a\":1]",
                "{a:1}",
                "{\"a\":tru}",
                "{\"a\":01}",
                "{\"a\":1.}",
                "{\"a\":-}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"x",
                "{\"a\":1} x",
                "[1]",
                "1",
                "null",
                "true",
                "{\"a\":\"\t\"}",
                "{\"a\":[1,]}",
                "{\"a\":[,1]}",
                "{\"a\" 1}",
                "{\"a\":1 \"b\":2}",
                "{\"z\":{]}}",
                "x",
                "{\"a\":\"\\ud83d\"}",
                "{\"a\":\"\\ude00\\ud83d\"}",
                "{\"a\":\"\0\"}"
            })
    @DisplayName("row-accounting: a broken line costs only itself")
    void aBrokenLineCostsOnlyItself(String broken) throws IOException {
        Read read = Read.all(JSONL, "{\"a\":1}\n" + broken + "\n{\"a\":2}\n", "a");

        assertThat(read.column("a")).containsExactly("1", "2");
        assertThat(read.ordinals).containsExactly(1L, 3L);
        assertThat(read.problems)
                .hasSize(1)
                .first()
                .asString()
                .startsWith("2: ")
                .endsWith(" | " + broken);
    }

    @Test
    void aBrokenLineSaysWhereAndWhat() throws IOException {
        assertThat(Read.all(JSONL, "{\"a\":1;}", "a").problems)
                .containsExactly("1: not JSON at column 7: expected ',' or '}', found ';' | {\"a\":1;}");
        assertThat(Read.all(JSONL, "{\"a\":1", "a").problems)
                .containsExactly("1: not JSON at column 7: expected ',' or '}', found its end | {\"a\":1");
    }

    @Test
    void badUtf8IsABadRecordAndNeverReplaced() throws IOException {
        byte[] content = "{\"a\":1}\n{\"b\":{\"c\":\"x\u00ff\"}}\n{\"a\":\"\u00c3\"}\n{\"a\":2}".getBytes(ISO_8859_1);

        Read read = Read.all(JSONL, content, "a");

        assertThat(read.column("a")).containsExactly("1", "2");
        assertThat(read.problems).hasSize(2);
        assertThat(read.problems.get(0)).contains("not UTF-8: byte 0xff at byte 12 of the record");
        assertThat(read.problems.get(1)).contains("not UTF-8: byte 0xc3 at byte 6 of the record");
    }

    @Test
    void nestingTooDeepIsABadRecordAndNoStackOverflow() throws IOException {
        String deep = "{\"a\":" + "[".repeat(200_000) + "]".repeat(200_000) + "}";
        String legal = "{\"a\":" + "[".repeat(900) + "]".repeat(900) + "}";

        Read read = Read.all(JSONL, deep + "\n" + legal + "\n", "a");

        assertThat(read.records).hasSize(1);
        assertThat(read.problems.getFirst()).contains("nested deeper than 1000 levels");
    }

    @Test
    void emptyLinesCarriageReturnsAndAByteOrderMarkAreNoMatter() throws IOException {
        Read read = Read.all(JSONL, "\ufeff{\"a\":1}\r\n\r\n  \n{\"a\":2}\r\n\n", "a");

        assertThat(read.column("a")).containsExactly("1", "2");
        assertThat(read.ordinals).containsExactly(1L, 4L);
        assertThat(read.raw).containsExactly("{\"a\":1}", "{\"a\":2}");
        assertThat(read.problems).isEmpty();
    }

    @Test
    @DisplayName("half-written-file: a line written in two halves is one row")
    void anUnfinishedLineIsLeft() throws IOException {
        byte[] half = "{\"a\":1}\n{\"a\":".getBytes(UTF_8);
        byte[] whole = "{\"a\":1}\n{\"a\":2}\n".getBytes(UTF_8);

        Read first = Read.from(JSONL, half, 0, Tail.UNFINISHED, "a");
        assertThat(first.column("a")).containsExactly("1");
        assertThat(first.decoded.unfinished()).isTrue();
        assertThat(first.decoded.next()).isEqualTo(8);

        Read second = Read.from(JSONL, whole, first.decoded.next(), Tail.UNFINISHED, "a");
        assertThat(second.column("a")).containsExactly("2");
        assertThat(second.decoded.unfinished()).isFalse();
        assertThat(second.decoded.next()).isEqualTo(whole.length);
    }
}
