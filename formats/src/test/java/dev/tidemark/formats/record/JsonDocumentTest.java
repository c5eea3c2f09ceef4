package dev.tidemark.formats.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.BadArtifactException;
import dev.tidemark.formats.Input.Tail;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDocumentTest {
    private static final FormatOptions RECORDS = new JsonDocument("Records");
    private static final FormatOptions WHOLE = new JsonDocument("");

    @Test
    void eachElementOfTheArrayIsARecord() throws IOException {
        Read read = Read.all(RECORDS, "{ \"x\" : [ {} ] , \"Records\" : [ {\"a\":1} , {\"a\":2} ] , \"y\" : {} }", "a");

        assertThat(read.column("a")).containsExactly("1", "2");
        assertThat(read.ordinals).containsExactly(1L, 2L);
        assertThat(read.raw).containsExactly("{\"a\":1}", "{\"a\":2}");
        assertThat(read.decoded.unfinished()).isFalse();
    }

    @Test
    void theDocumentMayBeOneRecordOrAnArrayOfThemOrFollowedByOthers() throws IOException {
        assertThat(Read.all(WHOLE, "{\"a\":1}", "a").column("a")).containsExactly("1");
        assertThat(Read.all(WHOLE, "[{\"a\":1},{\"a\":2}]", "a").column("a")).containsExactly("1", "2");
        assertThat(Read.all(WHOLE, "{\"a\":1}\n{\"a\":2}{\"a\":3}", "a").column("a"))
                .containsExactly("1", "2", "3");
        assertThat(Read.all(RECORDS, "{\"Records\":[{\"a\":1}]}\n{\"Records\":[{\"a\":2}]}\n", "a")
                        .column("a"))
                .containsExactly("1", "2");
        assertThat(Read.all(WHOLE, "", "a").records).isEmpty();
        assertThat(Read.all(RECORDS, "{\"Records\":[]}", "a").records).isEmpty();
        assertThat(Read.all(RECORDS, "{\"Records\":null}", "a").records).isEmpty();
    }

    @Test
    void membersOfTheDocumentAreRepeatedAlsoWhenTheyFollowTheRecords() throws IOException {
        String document = """
                {"account":"12","detail":{"findings":[{"Id":"a"},{"Id":"b"}],"kind":"k\\n"},"region":"eu"}""";

        Read read = Read.all(
                new JsonDocument("detail.findings"), document, "Id", "$.account", "$.region", "$.detail.kind", "$.no");

        assertThat(read.records)
                .containsExactly(
                        Map.of("Id", "a", "$.account", "12", "$.region", "eu", "$.detail.kind", "k\n"),
                        Map.of("Id", "b", "$.account", "12", "$.region", "eu", "$.detail.kind", "k\n"));
    }

    @Test
    void aRecordThatIsNoObjectIsBadAndOthersAreNot() throws IOException {
        Read read = Read.all(RECORDS, "{\"Records\":[1,{\"a\":1},null,\"{\\\"a\\\":2}\",[],{\"a\":3}]}", "a");

        assertThat(read.column("a")).containsExactly("1", "2", "3");
        assertThat(read.ordinals).containsExactly(2L, 4L, 6L);
        assertThat(read.problems)
                .containsExactly(
                        "1: a record must be an object, this is a number | 1",
                        "3: a record must be an object, this is null | null",
                        "5: a record must be an object, this is an array | []");
    }

    @Test
    void badUtf8CostsOnlyItsRecord() throws IOException {
        byte[] document = "{\"Records\":[{\"a\":\"\u00ff\"},{\"a\":2}],\"x\":\"\u00fe\"}".getBytes(ISO_8859_1);

        Read read = Read.all(RECORDS, document, "a");

        assertThat(read.column("a")).containsExactly("2");
        assertThat(read.problems).hasSize(1);
        assertThat(Read.all(RECORDS, document, "a", "$.x").problems.get(1)).contains("$.x is not UTF-8: byte 0xfe");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Records\":[{\"a\":1}", "{\"Records\":[{\"a\":1}]", "{\"Records\":[{\"a\":1},]}",
                        "{\"Records\":[{\"a\":}]}",
                "{\"Records\":[{\"a\":1}]} x", "{\"Records\":[{\"a\":1}],}", "{\"Records\":[{\"a\":1} {\"a\":2}]}",
                        "{\"Records\"",
                "{\"Records\":[{\"a\":1}]]", "{\"x\":{,\"Records\":[]}"
            })
    void brokenJsonMakesTheArtifactBad(String document) {
        assertThatThrownBy(() -> Read.all(RECORDS, document, "a"))
                .isInstanceOf(BadArtifactException.class)
                .hasMessageContaining("not JSON at byte ");
    }

    @Test
    void aDocumentWithoutRecordsIsBadAndSaysWhatItLacks() {
        assertThatThrownBy(() -> Read.all(new JsonDocument("detail.findings"), "{\"detail\":{}}", "a"))
                .isInstanceOf(BadArtifactException.class)
                .hasMessageContaining("no detail.findings");
        assertThatThrownBy(() -> Read.all(RECORDS, "[]", "a")).hasMessageContaining("no Records");
    }

    @Test
    @DisplayName("half-written-file: nothing is taken of a document that is still being written")
    void anUnfinishedDocumentIsLeftWhole() throws IOException {
        byte[] content = "{\"Records\":[{\"a\":1}]}\n{\"Records\":[{\"a\":2},{\"a\":3}]}".getBytes(UTF_8);
        int second = new String(content, UTF_8).indexOf('\n') + 1;

        for (int length = second + 1; length < content.length; length++) {
            Read read = Read.from(RECORDS, java.util.Arrays.copyOf(content, length), 0, Tail.UNFINISHED, "a");
            assertThat(read.column("a")).containsExactly("1");
            assertThat(read.decoded.unfinished()).isTrue();
            assertThat(read.decoded.next()).isEqualTo(second);
        }
        assertThat(Read.from(RECORDS, content, second, Tail.UNFINISHED, "a").column("a"))
                .containsExactly("2", "3");
    }
}
