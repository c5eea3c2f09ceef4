package dev.tidemark.formats.table;

import dev.tidemark.api.table.Type;
import dev.tidemark.formats.record.FormatOptions;
import dev.tidemark.formats.toml.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table as it is written.
 *
 * @param format  how its records are read, unless a source says otherwise
 * @param files   patterns for the names of its logs; empty: any file may be one
 * @param nulls   texts that mean NULL; empty: it depends on the format
 * @param columns its own and those of the common columns that it maps
 * @param filter  condition over the columns; a row is kept if it is true
 */
record TableDefinition(
        String name,
        String description,
        Optional<FormatOptions> format,
        List<String> files,
        Optional<List<String>> nulls,
        List<ColumnDefinition> columns,
        Optional<String> filter,
        Place place) {
    TableDefinition {
        files = List.copyOf(files);
        columns = List.copyOf(columns);
    }

    /** This with one more column of texts, the member of the same record; the same if it has that column. */
    TableDefinition with(String column, String member) {
        if (columns.stream().anyMatch(each -> each.name().equalsIgnoreCase(column))) {
            return this;
        }
        List<ColumnDefinition> all = new ArrayList<>(columns);
        all.add(new ColumnDefinition(
                column,
                Type.Scalar.VARCHAR,
                new Origin.Fields(List.of(member)),
                Optional.empty(),
                Optional.empty(),
                false,
                "",
                List.of(),
                place));
        return new TableDefinition(name, description, format, files, nulls, all, filter, place);
    }
}
