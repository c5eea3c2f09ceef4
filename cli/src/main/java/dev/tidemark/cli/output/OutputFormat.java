package dev.tidemark.cli.output;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What {@code --output} may be. */
public enum OutputFormat {
    /** Aligned columns for people. */
    TABLE,
    /** One JSON object per line. */
    JSON,
    /** Comma-separated values after a line of names, quoted where needed. */
    CSV,
    /** One {@code name: value} per line, an empty line between rows. */
    LINE;

    /** As a user writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A printer of rows; it writes to {@code out} and leaves it open. */
    public RowPrinter printer(PrintWriter out, Screen screen, List<Heading> headings) {
        return switch (this) {
            case TABLE -> new TablePrinter(out, screen, headings);
            case JSON -> new JsonPrinter(out, headings);
            case CSV -> new CsvPrinter(out, headings);
            case LINE -> new LinePrinter(out, headings);
        };
    }
}
