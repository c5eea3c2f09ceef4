package dev.tidemark.cli.output;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Null is nothing between two commas, an empty text is {@code ""}. */
final class CsvPrinter implements RowPrinter {
    private final PrintWriter out;

    CsvPrinter(PrintWriter out, List<Heading> headings) {
        this.out = out;
        row(headings.stream().map(Heading::name).toList());
    }

    @Override
    public void row(List<? extends @Nullable Object> values) {
        out.println(values.stream().map(CsvPrinter::cell).collect(Collectors.joining(",")));
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = Values.text(value);
        boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    @Override
    public void end() {
        out.flush();
    }
}
