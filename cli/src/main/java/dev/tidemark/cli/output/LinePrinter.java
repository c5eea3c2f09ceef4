package dev.tidemark.cli.output;

import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

final class LinePrinter implements RowPrinter {
    private final PrintWriter out;
    private final List<Heading> headings;
    private final int width;
    private boolean first = true;

    LinePrinter(PrintWriter out, List<Heading> headings) {
        this.out = out;
        this.headings = headings;
        width = headings.stream().mapToInt(h -> h.name().length()).max().orElse(0);
    }

    @Override
    public void row(List<? extends @Nullable Object> values) {
        if (!first) {
            out.println();
        }
        first = false;
        for (int i = 0; i < values.size(); i++) {
            String name = headings.get(i).name();
            out.println((name + ":" + " ".repeat(width - name.length() + 1) + Values.oneLine(values.get(i)))
                    .stripTrailing());
        }
    }

    @Override
    public void end() {
        out.flush();
    }
}
