package dev.tidemark.formats.expression;

import static java.util.stream.Collectors.joining;

import dev.tidemark.api.table.Type;
import dev.tidemark.api.table.Type.Scalar;
import dev.tidemark.formats.toml.Nearest;
import java.util.Locale;
import java.util.Map;

/** Types by the names SQL has for them. */
public final class TypeNames {
    private static final Map<String, Scalar> KNOWN = Map.ofEntries(
            Map.entry("boolean", Scalar.BOOLEAN),
            Map.entry("bool", Scalar.BOOLEAN),
            Map.entry("tinyint", Scalar.INTEGER),
            Map.entry("smallint", Scalar.INTEGER),
            Map.entry("integer", Scalar.INTEGER),
            Map.entry("int", Scalar.INTEGER),
            Map.entry("bigint", Scalar.BIGINT),
            Map.entry("utinyint", Scalar.INTEGER),
            Map.entry("usmallint", Scalar.INTEGER),
            Map.entry("uinteger", Scalar.BIGINT),
            Map.entry("float", Scalar.FLOAT),
            Map.entry("double", Scalar.DOUBLE),
            Map.entry("varchar", Scalar.VARCHAR),
            Map.entry("text", Scalar.VARCHAR),
            Map.entry("uuid", Scalar.VARCHAR),
            Map.entry("json", Scalar.JSON),
            Map.entry("date", Scalar.DATE),
            Map.entry("timestamp", Scalar.TIMESTAMP));

    private static final Map<String, String> HOMELESS = Map.of(
            "ubigint", "use bigint, or varchar if values above 2^63 occur",
            "hugeint", "use bigint or varchar",
            "decimal", "use double, or varchar to keep every digit",
            "blob", "use varchar",
            "time", "use varchar, or a timestamp",
            "interval", "use varchar, or bigint with a unit of your choice",
            "struct", "give the column 'columns' instead of a type");

    private TypeNames() {}

    /** @throws IllegalArgumentException if there is no such type, or none of ours that could hold its values */
    public static Type parse(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT);
        return name.endsWith("[]") ? new Type.ListOf(scalar(name.substring(0, name.length() - 2))) : scalar(name);
    }

    private static Scalar scalar(String name) {
        String instead = HOMELESS.get(name.replaceFirst("\\(.*", ""));
        if (instead != null) {
            throw new IllegalArgumentException("the type '" + name + "' cannot be stored: " + instead);
        }
        Scalar type = KNOWN.get(name);
        if (type == null) {
            throw new IllegalArgumentException("there is no type '" + name + "'" + Nearest.hint(name, KNOWN.keySet()));
        }
        return type;
    }

    /** As it stands in SQL: {@code STRUCT(a VARCHAR, b BIGINT[])}. */
    public static String text(Type type) {
        return switch (type) {
            case Scalar scalar -> scalar.name();
            case Type.ListOf list -> list.element().name() + "[]";
            case Type.StructOf struct ->
                struct.children().stream()
                        .map(child -> child.name() + " " + text(child.type()))
                        .collect(joining(", ", "STRUCT(", ")"));
        };
    }
}
