package dev.tidemark.formats.table;

import dev.tidemark.api.table.Column;
import dev.tidemark.api.table.Type;
import dev.tidemark.formats.toml.Place;
import java.util.List;
import java.util.Optional;

/**
 * A column as a table defines it.
 *
 * @param type     of one with children: a struct of theirs
 * @param nulls    texts that mean NULL; empty: those of the table
 * @param fallback what is stored instead of NULL
 * @param required whether NULL rejects the row
 * @param children of a struct, in its order
 * @param place    where it is written
 */
record ColumnDefinition(
        String name,
        Type type,
        Origin origin,
        Optional<List<String>> nulls,
        Optional<String> fallback,
        boolean required,
        String description,
        List<ColumnDefinition> children,
        Place place) {
    ColumnDefinition {
        children = List.copyOf(children);
    }

    Column column() {
        return new Column(name, type, description);
    }
}
