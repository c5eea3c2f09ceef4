package dev.tidemark.lake;

import dev.tidemark.api.Range;
import dev.tidemark.api.table.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

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
}
