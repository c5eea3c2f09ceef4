package dev.tidemark.formats.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.formats.Input.Tail;
import dev.tidemark.formats.record.Delimited.Extra;
import dev.tidemark.formats.record.Delimited.Header;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DelimitedTest {
    private static final FormatOptions FLOWS = Delimited.spaces(List.of("version", "account-id", "srcaddr", "action"));

    @Test
    void fieldsGoByTheHeader() throws IOException {
        Read read = Read.all(Delimited.CSV, "b,a,\u00e9\r\n1,2,\u00fc\r\n,,\n", "a", "\u00e9", "none");

        assertThat(read.records).containsExactly(Map.of("a", "2", "\u00e9", "\u00fc"), Map.of("a", "", "\u00e9", ""));
        assertThat(read.ordinals).containsExactly(2L, 3L);
    }

    @Test
    void quotedFieldsMayHoldDelimitersQuotesAndLineBreaks() throws IOException {
        String csv = "a,\"b,c\",d\n1,\"x \"\"y\"\", z\r\n\nend\",3\n\"\",\"4\"\"\",\"\"\"\"\nlast,,\"\"";

        Read read = Read.all(Delimited.CSV, csv, "a", "b,c", "d");

        assertThat(read.records)
                .containsExactly(
                        Map.of("a", "1", "b,c", "x \"y\", z\r\n\nend", "d", "3"),
                        Map.of("a", "", "b,c", "4\"", "d", "\""),
                        Map.of("a", "last", "b,c", "", "d", ""));
        assertThat(read.ordinals).containsExactly(2L, 5L, 6L);
        assertThat(read.problems).isEmpty();
    }

    @Test
    void quotesMayBeEscapedByAnotherCharacter() throws IOException {
        FormatOptions options = new Delimited(";", "'", "\\", "#", Header.NONE, List.of("a", "b"), Extra.REJECT);

        Read read = Read.all(options, "# no record\n'x\\'y\\\\';it's\n'\\\nz';2\n", "a", "b");

        assertThat(read.records).containsExactly(Map.of("a", "x'y\\", "b", "it's"), Map.of("a", "\\\nz", "b", "2"));
        assertThat(read.ordinals).containsExactly(2L, 3L);
    }

    @Test
    @DisplayName("row-accounting: a stray quote costs only its line")
    void aStrayQuoteCostsOnlyItsLine() throws IOException {
        Read read = Read.all(Delimited.CSV, "a,b\n1,\"open\n2,y\n3,\"z\"\n4,\"q\"x\n5,w\n6,\"end", "a", "b");

        assertThat(read.column("a")).containsExactly("2", "3", "5");
        assertThat(read.problems)
                .containsExactly(
                        "2: the quote of field 2 is closed within the field | 1,\"open",
                        "5: the quote of field 2 is closed within the field | 4,\"q\"x",
                        "7: the quote of field 2 is not closed | 6,\"end");
    }

    @Test
    void aQuoteThatIsNeverClosedIsGivenUpInTime() throws IOException {
        String csv = "a,b\n0,\"open\n" + "1,x\n".repeat(600_000);

        Read read = Read.all(Delimited.CSV, csv, "a");

        assertThat(read.records).hasSize(600_000);
        assertThat(read.problems).hasSize(1).first().asString().startsWith("2: ");
    }

    @Test
    void missingFieldsAreAbsentAndTooManyAreBad() throws IOException {
        Read read = Read.all(Delimited.CSV, "a,b\n1\n1,2,3\n\n4,5\n", "a", "b");

        assertThat(read.records).containsExactly(Map.of("a", "1"), Map.of("a", "4", "b", "5"));
        assertThat(read.problems).containsExactly("3: it has 3 fields, but 2 are named | 1,2,3");
        FormatOptions lenient = new Delimited(",", "\"", "", "", Header.REQUIRED, List.of(), Extra.IGNORE);
        assertThat(Read.all(lenient, "a,b\n1,2,3\n", "b").column("b")).containsExactly("2");
    }

    @Test
    void aHeaderWithKnownNamesIsFoundAndUnknownNamesIgnored() throws IOException {
        String withHeader = "srcaddr new-field version\n10.0.0.1 x 5\n";
        String without = "2 123 10.0.0.2 ACCEPT\n2 124 10.0.0.3 REJECT\n";

        assertThat(Read.all(FLOWS, withHeader, "version", "srcaddr", "action").records)
                .containsExactly(Map.of("version", "5", "srcaddr", "10.0.0.1"));
        assertThat(Read.all(FLOWS, without, "version", "srcaddr").column("srcaddr"))
                .containsExactly("10.0.0.2", "10.0.0.3");
        assertThat(Read.all(FLOWS, "version version srcaddr action\n", "version").records)
                .hasSize(1);
    }

    @Test
    void readingGoesOnBehindTheHeader() throws IOException {
        byte[] first = "action version\nOK 1\nOK".getBytes(UTF_8);
        byte[] grown = "action version\nOK 1\nOK 2\n".getBytes(UTF_8);

        Read before = Read.from(FLOWS, first, 0, Tail.UNFINISHED, "version");
        Read after = Read.from(FLOWS, grown, before.decoded.next(), Tail.UNFINISHED, "version");

        assertThat(before.column("version")).containsExactly("1");
        assertThat(before.decoded.next()).isEqualTo(20);
        assertThat(after.column("version")).containsExactly("2");
        assertThat(Read.from(FLOWS, grown, 15, Tail.RECORD, "version").column("version"))
                .containsExactly("1", "2");
    }

    @Test
    @DisplayName("half-written-file: a quoted field that is still open is left")
    void anOpenQuoteAtTheEndIsLeft() throws IOException {
        byte[] content = "a,b\n1,\"x\ny\"\n2,\"z\nmore\n".getBytes(UTF_8);

        Read read = Read.from(Delimited.CSV, content, 0, Tail.UNFINISHED, "a", "b");

        assertThat(read.records).containsExactly(Map.of("a", "1", "b", "x\ny"));
        assertThat(read.problems).isEmpty();
        assertThat(read.decoded.unfinished()).isTrue();
        assertThat(read.decoded.next()).isEqualTo(12);
    }

    @Test
    void badUtf8IsABadRecord() throws IOException {
        Read read = Read.all(FLOWS, "2 1 \u00ff ACCEPT\n2 2 x ACCEPT\n".getBytes(ISO_8859_1), "account-id");

        assertThat(read.column("account-id")).containsExactly("2");
        assertThat(read.problems.getFirst()).contains("1: not UTF-8: byte 0xff at byte 4 of the record");
    }

    @Test
    void wrongOptionsAreNamedWithTheirValue() {
        assertThatThrownBy(() -> new Delimited("||", "", "", "", Header.REQUIRED, List.of(), Extra.REJECT))
                .hasMessageContaining("delimiter = '||'");
        assertThatThrownBy(() -> new Delimited(",", ",", "", "", Header.REQUIRED, List.of(), Extra.REJECT))
                .hasMessageContaining("delimiter and quote are both ','");
        assertThatThrownBy(() -> new Delimited(",", "", "", "", Header.NONE, List.of(), Extra.REJECT))
                .hasMessageContaining("columns is empty");
        assertThatThrownBy(() -> new Delimited("", "", "", "", Header.REQUIRED, List.of(), Extra.REJECT))
                .hasMessageContaining("delimiter is empty");
    }
}
