package dev.tidemark.formats.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.formats.grok.Grok;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinePatternTest {
    @Test
    void namedGroupsAreFields() throws IOException {
        FormatOptions options = new Regex("^(?P<level_name>[A-Z]+) (?<text>.*)$");

        Read read = Read.all(options, "INFO all is well\nnothing\nWARN caf\u00e9 \ud83d\ude00\n", "text", "level_name");

        assertThat(read.records)
                .containsExactly(
                        Map.of("text", "all is well", "level_name", "INFO"),
                        Map.of("text", "caf\u00e9 \ud83d\ude00", "level_name", "WARN"));
        assertThat(read.problems).containsExactly("2: it does not match the layout | nothing");
        assertThat(Formats.names(options)).containsExactly("level_name", "text");
    }

    @Test
    void aPatternMayHaveToMatchTheWholeLine() throws IOException {
        assertThat(Read.all(new Regex("(?<n>\\d+)"), "a1b\n", "n").column("n")).containsExactly("1");
        assertThat(Read.all(new Regex("(?<n>\\d+)", Grok.Extent.WHOLE), "a1b\n12\n", "n")
                        .column("n"))
                .containsExactly("12");
    }

    @Test
    void grokFieldsMayHaveDotsAndRepeat() throws IOException {
        FormatOptions options = new GrokLines("%{IP:client.ip}(?: %{WORD:w})?(?: %{WORD:w})?", Map.of());

        Read read = Read.all(options, "10.0.0.1 a b\n10.0.0.2 c\n10.0.0.3\n", "client.ip", "w");

        assertThat(read.column("client.ip")).containsExactly("10.0.0.1", "10.0.0.2", "10.0.0.3");
        assertThat(read.column("w")).containsExactly("b", "c", "ABSENT");
        assertThat(Formats.names(options)).containsExactly("client.ip", "w");
    }

    @Test
    void aRunawayPatternIsABadRecord() throws IOException {
        Read read = Read.all(new Regex("^(?<a>(.*,){12})P"), "1,".repeat(60) + "\n" + ",".repeat(12) + "P\n", "a");

        assertThat(read.column("a")).containsExactly(",".repeat(12));
        assertThat(read.problems.getFirst()).startsWith("1: the layout takes too many steps");
    }

    @Test
    void aPatternThatNeedsTooMuchStackIsABadRecord() throws IOException {
        Read read = Read.all(new Regex("^(?<a>(x|y)*)$"), "xy".repeat(200_000) + "\nxy\n", "a");

        assertThat(read.column("a")).endsWith("xy");
        assertThat(read.records.size() + read.problems.size()).isEqualTo(2);
    }

    @Test
    void badUtf8IsABadRecord() throws IOException {
        Read read = Read.all(new Regex("(?<a>.*)"), "\u00ff\nb\n".getBytes(ISO_8859_1), "a");

        assertThat(read.column("a")).containsExactly("b");
        assertThat(read.problems.getFirst()).contains("byte 0xff at byte 0");
    }

    @Test
    void wrongLayoutsAreConfigurationErrors() {
        assertThatThrownBy(() -> new Regex(" ")).hasMessageContaining("layout is empty");
        assertThatThrownBy(() -> Formats.of(new Regex("("))).hasMessageContaining("'('");
        assertThatThrownBy(() -> Formats.of(new GrokLines("%{WROD:x}", Map.of())))
                .hasMessageContaining("'WORD'");
        assertThatThrownBy(() -> Formats.of(new JsonLines()).reader(List.of("a", "a")))
                .hasMessageContaining("'a'");
    }
}
