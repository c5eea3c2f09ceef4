package dev.tidemark.formats.table;

import dev.tidemark.formats.expression.BadExpressionException;
import dev.tidemark.formats.record.FormatOptions;
import dev.tidemark.formats.toml.Key;
import dev.tidemark.formats.toml.Kind;
import dev.tidemark.formats.toml.Section;
import java.util.List;

/** Reads tables, {@code [tables.NAME]}. */
final class TableReader {
    private final Kind<FormatOptions> formats;

    /** @param formats reads the name of a format, or a format itself */
    TableReader(Kind<FormatOptions> formats) {
        this.formats = formats;
    }

    /** Reads a table and compiles it once, so that everything that is wrong with it is told. */
    TableDefinition read(String name, Section section) {
        Naming naming = section.read(TableKeys.NAMING);
        List<ColumnDefinition> columns = section.find(TableKeys.COLUMNS)
                .map(all -> new ColumnReader(naming, "").read(all))
                .orElse(List.of());
        TableDefinition table = new TableDefinition(
                name,
                section.read(TableKeys.DESCRIPTION),
                section.find(Key.optional(TableKeys.FORMAT, formats, "")),
                section.find(TableKeys.FILES).orElse(List.of()),
                section.find(TableKeys.NULLS),
                columns,
                section.find(TableKeys.FILTER),
                section.place());
        checkTimestamp(section, columns);
        check(table, section);
        return table;
    }

    private static void checkTimestamp(Section section, List<ColumnDefinition> columns) {
        if (columns.isEmpty()) {
            section.problem(
                    "columns", "a table needs columns, as in columns = { tp_timestamp = { source = \"time\" } }");
        } else if (columns.stream().noneMatch(column -> column.name().equalsIgnoreCase("tp_timestamp"))) {
            section.problem(
                    "columns",
                    "no column is tp_timestamp, which says when a row happened; add for example"
                            + " tp_timestamp = { source = \"time\" }");
        }
    }

    private static void check(TableDefinition table, Section section) {
        Bindings bindings = new Bindings(table, table.format(), section.problems());
        bindings.plan();
        table.filter().ifPresent(condition -> {
            try {
                RowFilter.of(condition, bindings.schema());
            } catch (BadExpressionException bad) {
                section.problem(TableKeys.FILTER.name(), String.valueOf(bad.getMessage()));
            }
        });
    }
}
