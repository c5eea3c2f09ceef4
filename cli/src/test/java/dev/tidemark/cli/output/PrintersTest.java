package dev.tidemark.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PrintersTest {
    private static final List<Heading> HEADINGS = List.of(Heading.text("name"), Heading.number("n"));

    @Test
    void numbersOfATableStandAtTheRight() {
        assertThat(print(OutputFormat.TABLE, Screen.NONE, HEADINGS, row("a", 5), row("longer", 1234), row(null, null)))
                .isEqualTo("""
                        name       n
                        ──────  ────
                        a          5
                        longer  1234

                        """);
    }

    @Test
    void aTableWithoutRowsHasAHeading() {
        assertThat(print(OutputFormat.TABLE, Screen.NONE, HEADINGS)).isEqualTo("name  n\n────  ─\n");
    }

    @Test
    void longValuesAreCutToTheTerminal() {
        String table = print(OutputFormat.TABLE, terminal(40), HEADINGS, row("x".repeat(100), 1), row("y", 2));

        assertThat(table.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(40));
        assertThat(table).contains("x…").contains("  1\n");
    }

    @Test
    void columnsForWhichThereIsNoRoomAreNamed() {
        List<Heading> many = List.of(
                Heading.text("first_column"),
                Heading.text("second_column"),
                Heading.text("third_column"),
                Heading.text("fourth_column"));

        assertThat(print(OutputFormat.TABLE, terminal(40), many, row("a", "b", "c", "d")))
                .isEqualTo("""
                        first_column  second_colu…  third_column
                        ────────────  ────────────  ────────────
                        a             b             c
                        (not shown for lack of room: fourth_column; --output line shows all)
                        """);
    }

    @Test
    void nothingIsCutWithoutATerminal() {
        assertThat(print(OutputFormat.TABLE, Screen.NONE, HEADINGS, row("x".repeat(300), 1)))
                .contains("x".repeat(300));
    }

    @Test
    void whatCouldSteerTheTerminalIsShownAsADot() {
        assertThat(print(OutputFormat.TABLE, Screen.NONE, HEADINGS, row("a\u001b[2Jb\nc", 1)))
                .contains("a·[2Jb c");
    }

    @Test
    void jsonKeepsTypes() {
        List<Heading> headings =
                List.of(Heading.text("a"), Heading.text("b"), Heading.text("c"), Heading.text("d"), Heading.text("e"));
        assertThat(print(
                        OutputFormat.JSON,
                        Screen.NONE,
                        headings,
                        row(9007199254740993L, Double.NaN, "q\"\\\n\u0001ü", Map.of("k", List.of(true)), null)))
                .isEqualTo(
                        "{\"a\":9007199254740993,\"b\":\"NaN\",\"c\":\"q\\\"\\\\\\n\\u0001ü\",\"d\":{\"k\":[true]},\"e\":null}\n");
    }

    @Test
    void csvTellsNullFromEmptyAndQuotesWhatItMust() {
        assertThat(print(OutputFormat.CSV, Screen.NONE, HEADINGS, row("a,\"b\"", 1), row("", null)))
                .isEqualTo("name,n\n\"a,\"\"b\"\"\",1\n\"\",\n");
    }

    @Test
    void linesSeparateRows() {
        assertThat(print(OutputFormat.LINE, Screen.NONE, HEADINGS, row("a", 1), row("b", null)))
                .isEqualTo("name: a\nn:    1\n\nname: b\nn:\n");
    }

    @Test
    void timesAreInUtcWithTheFractionThatIsThere() {
        assertThat(print(
                        OutputFormat.CSV,
                        Screen.NONE,
                        HEADINGS,
                        row(Instant.parse("2025-06-02T03:00:00Z"), LocalDateTime.parse("2025-06-02T03:00:00.25"))))
                .endsWith("2025-06-02 03:00:00,2025-06-02 03:00:00.25\n");
        assertThat(Json.of(LocalDateTime.parse("2025-06-02T03:00"))).isEqualTo("\"2025-06-02T03:00:00\"");
    }

    private static Screen terminal(int columns) {
        return new Screen(false, true, true, columns, false);
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    @SafeVarargs
    private static String print(
            OutputFormat format, Screen screen, List<Heading> headings, List<@Nullable Object>... rows) {
        StringWriter text = new StringWriter();
        RowPrinter printer = format.printer(new PrintWriter(text), screen, headings);
        for (List<@Nullable Object> row : rows) {
            printer.row(row);
        }
        printer.end();
        return text.toString();
    }
}
