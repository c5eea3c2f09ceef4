package dev.tidemark.cli.query;

import dev.tidemark.cli.output.Console;
import dev.tidemark.cli.output.Heading;
import dev.tidemark.cli.output.Json;
import dev.tidemark.cli.output.OutputFormat;
import dev.tidemark.cli.output.RowPrinter;
import dev.tidemark.lake.QueryException;
import dev.tidemark.lake.QueryResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Prints the rows of an answer. */
public final class Answer {
    private static final Set<String> NUMBERS =
            Set.of("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "FLOAT", "DOUBLE");

    private Answer() {}

    /** Prints all rows; how many there were. */
    public static long print(QueryResult result, OutputFormat format, Console console) throws QueryException {
        List<Heading> headings = result.columns().stream().map(Answer::heading).toList();
        RowPrinter rows = format.printer(console.out(), console.screen(), headings);
        long count = 0;
        while (result.next()) {
            rows.row(values(result, headings.size()));
            count++;
        }
        rows.end();
        return count;
    }

    private static Heading heading(QueryResult.Column column) {
        String type = column.type();
        boolean number = NUMBERS.contains(type) || (type.startsWith("U") && type.endsWith("INT"));
        return number || type.startsWith("DECIMAL") ? Heading.number(column.name()) : Heading.text(column.name());
    }

    private static List<@Nullable Object> values(QueryResult result, int columns) throws QueryException {
        List<@Nullable Object> values = new ArrayList<>(columns);
        for (int i = 0; i < columns; i++) {
            Object value = result.value(i);
            values.add(value instanceof QueryResult.Json json ? new Json.Raw(json.text()) : value);
        }
        return values;
    }
}
