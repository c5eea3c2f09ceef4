package dev.tidemark.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.Schema;
import dev.tidemark.api.table.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row as plain objects that outlive it: text as String; numbers, dates and times as Long; reals as Double; flags as
 * Boolean; lists as List; structs as Map.
 */
public final class RowValues {
    private final Row row;

    private RowValues(Row row) {
        this.row = row;
    }

    /** The row's columns by name, in order. */
    public static Map<String, @Nullable Object> of(Row row) {
        return new RowValues(row).children(-1);
    }

    private Map<String, @Nullable Object> children(int parent) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Schema.Node node : row.schema().nodes()) {
            if (node.parent() == parent) {
                values.put(node.column().name(), value(node));
            }
        }
        return values;
    }

    private @Nullable Object value(Schema.Node node) {
        int column = node.number();
        if (row.isNull(column)) {
            return null;
        }
        return switch (node.type()) {
            case Type.Scalar type ->
                scalar(type, row.bits(column), row.bytes(column), row.from(column), row.length(column));
            case Type.ListOf list -> elements(list.element(), row.elements(column));
            case Type.StructOf struct -> children(column);
        };
    }

    private static List<Object> elements(Type.Scalar type, Row.Elements elements) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < elements.count(); i++) {
            values.add(scalar(type, elements.bits(i), elements.bytes(i), elements.from(i), elements.length(i)));
        }
        return values;
    }

    private static Object scalar(Type.Scalar type, long bits, byte[] bytes, int from, int length) {
        return switch (type) {
            case VARCHAR, JSON -> new String(bytes, from, length, UTF_8);
            case BOOLEAN -> bits != 0;
            case FLOAT, DOUBLE -> Double.longBitsToDouble(bits);
            case INTEGER, BIGINT, DATE, TIMESTAMP -> bits;
        };
    }
}
