package dev.tidemark.cli.output;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Columns as wide as the values of the first rows need; on a terminal, never wider than it is: long values are cut,
 * and columns that still do not fit are left out and named.
 */
final class TablePrinter implements RowPrinter {
    private static final int SAMPLE = 1000;

    private final PrintWriter out;
    private final Screen screen;
    private final List<Heading> headings;
    private final List<List<String>> waiting = new ArrayList<>();
    private @Nullable Columns columns;

    TablePrinter(PrintWriter out, Screen screen, List<Heading> headings) {
        this.out = out;
        this.screen = screen;
        this.headings = headings;
    }

    @Override
    public void row(List<? extends @Nullable Object> values) {
        List<String> cells = new ArrayList<>(values.size());
        for (Object value : values) {
            cells.add(Values.oneLine(value));
        }
        if (columns != null) {
            out.println(columns.line(cells));
            return;
        }
        waiting.add(cells);
        if (waiting.size() == SAMPLE) {
            begin();
        }
    }

    @Override
    public void end() {
        if (columns == null) {
            begin();
        }
        if (columns != null && !columns.leftOut().isEmpty()) {
            out.println("(not shown for lack of room: " + columns.leftOutText() + "; --output line shows all)");
        }
        out.flush();
    }

    private void begin() {
        Columns fitting = Columns.fit(headings, waiting, screen.outColumns());
        columns = fitting;
        out.println(
                screen.bold(fitting.line(headings.stream().map(Heading::name).toList())));
        out.println(fitting.rule());
        waiting.forEach(cells -> out.println(fitting.line(cells)));
        waiting.clear();
    }
}
