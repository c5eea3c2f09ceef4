package dev.tidemark.lake;

import dev.tidemark.api.Range;
import dev.tidemark.api.table.Column;
import dev.tidemark.api.table.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.types.Types;

/** Pieces of DuckDB's SQL. */
final class Sql {
    /** Whether JSON columns are typed as such, or are the text that is stored. */
    enum Json {
        TYPED,
        TEXT
    }

    private Sql() {}

    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String type(Type type, Json json) {
        return switch (type) {
            case Type.Scalar scalar -> scalar == Type.Scalar.JSON && json == Json.TEXT ? "VARCHAR" : scalar.name();
            case Type.ListOf list -> type(list.element(), json) + "[]";
            case Type.StructOf struct ->
                struct.children().stream()
                        .map(child -> name(child.name()) + " " + type(child.type(), json))
                        .collect(Collectors.joining(", ", "STRUCT(", ")"));
        };
    }

    /** A condition that holds for rows of a range. */
    static String within(Range range) {
        String time = "epoch_us(" + name(LakeTable.TIME) + ")";
        List<String> bounds = new ArrayList<>();
        if (!range.from().equals(Instant.MIN)) {
            bounds.add(time + " >= " + Plan.micros(range.from()));
        }
        if (!range.to().equals(Instant.MAX)) {
            bounds.add(time + " < " + Plan.micros(range.to()));
        }
        return bounds.isEmpty() ? "true" : String.join(" AND ", bounds);
    }

    /** A table function over data files that finds columns by field id, so that added ones are null in older files. */
    static String scan(LakeTable table, List<String> files, Json json) {
        Set<Integer> jsonFields = table.json();
        String schema = table.table().schema().columns().stream()
                .map(field -> field(field, jsonFields, json))
                .collect(Collectors.joining(", "));
        return "read_parquet([" + files.stream().map(Sql::text).collect(Collectors.joining(", ")) + "], schema = MAP {"
                + schema + "})";
    }

    private static String field(Types.NestedField field, Set<Integer> jsonFields, Json json) {
        Column column = Columns.column(field, jsonFields);
        return field.fieldId() + ": {name: " + text(column.name()) + ", type: " + text(type(column.type(), json))
                + ", default_value: NULL}";
    }
}
