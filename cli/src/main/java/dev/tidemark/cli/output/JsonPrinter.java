package dev.tidemark.cli.output;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

final class JsonPrinter implements RowPrinter {
    private final PrintWriter out;
    private final List<Heading> headings;

    JsonPrinter(PrintWriter out, List<Heading> headings) {
        this.out = out;
        this.headings = headings;
    }

    @Override
    public void row(List<? extends @Nullable Object> values) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            object.put(headings.get(i).name(), values.get(i));
        }
        out.println(Json.of(object));
    }

    @Override
    public void end() {
        out.flush();
    }
}
