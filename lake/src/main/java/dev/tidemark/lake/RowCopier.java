package dev.tidemark.lake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.Schema;
import dev.tidemark.api.table.Type;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Collectors;

/** Fills rows from a DuckDB result that has a column for each of the schema's nodes, in the row's own units. */
final class RowCopier {
    private final Schema schema;
    private final ResultSet result;

    RowCopier(Schema schema, ResultSet result) {
        this.schema = schema;
        this.result = result;
    }

    /** What to select for {@link #copy}: times as microseconds, dates as days, structs as whether they are present. */
    static String expressions(Schema schema) {
        return schema.nodes().stream().map(node -> expression(schema, node)).collect(Collectors.joining(", "));
    }

    private static String expression(Schema schema, Schema.Node node) {
        String value = reference(schema, node);
        return switch (node.type()) {
            case Type.Scalar scalar -> plain(scalar, value);
            case Type.StructOf struct -> value + " IS NOT NULL";
            case Type.ListOf list ->
                plain(list.element(), "x").equals("x")
                        ? value
                        : "list_transform(" + value + ", lambda x: " + plain(list.element(), "x") + ")";
        };
    }

    private static String plain(Type.Scalar scalar, String value) {
        return switch (scalar) {
            case TIMESTAMP -> "epoch_us(" + value + ")";
            case DATE -> "(" + value + " - DATE '1970-01-01')::BIGINT";
            case BOOLEAN, INTEGER, BIGINT, FLOAT, DOUBLE, VARCHAR, JSON -> value;
        };
    }

    private static String reference(Schema schema, Schema.Node node) {
        String name = node.column().name();
        return node.parent() < 0
                ? Sql.name(name)
                : "struct_extract(" + reference(schema, schema.nodes().get(node.parent())) + ", " + Sql.text(name)
                        + ")";
    }

    void copy(Row row) throws SQLException {
        for (Schema.Node node : schema.nodes()) {
            int at = node.number();
            switch (node.type()) {
                case Type.Scalar scalar -> scalar(row, at, scalar);
                case Type.StructOf struct -> {
                    if (result.getBoolean(at + 1)) {
                        row.present(at);
                    }
                }
                case Type.ListOf list -> list(row, at, list.element());
            }
        }
    }

    private void scalar(Row row, int at, Type.Scalar scalar) throws SQLException {
        switch (scalar) {
            case VARCHAR, JSON -> {
                String text = result.getString(at + 1);
                if (text != null) {
                    text(row, at, text);
                }
            }
            case INTEGER, BIGINT, DATE, TIMESTAMP -> {
                long value = result.getLong(at + 1);
                if (!result.wasNull()) {
                    row.number(at, value);
                }
            }
            case FLOAT, DOUBLE -> {
                double value = result.getDouble(at + 1);
                if (!result.wasNull()) {
                    row.real(at, value);
                }
            }
            case BOOLEAN -> {
                boolean value = result.getBoolean(at + 1);
                if (!result.wasNull()) {
                    row.flag(at, value);
                }
            }
        }
    }

    private void list(Row row, int at, Type.Scalar element) throws SQLException {
        Array list = result.getArray(at + 1);
        if (list == null) {
            return;
        }
        row.present(at);
        for (Object value : (Object[]) list.getArray()) {
            switch (element) {
                case VARCHAR, JSON -> text(row, at, (String) value);
                case INTEGER, BIGINT, DATE, TIMESTAMP -> row.number(at, ((Number) value).longValue());
                case FLOAT, DOUBLE -> row.real(at, ((Number) value).doubleValue());
                case BOOLEAN -> row.flag(at, (Boolean) value);
            }
        }
    }

    private static void text(Row row, int at, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        row.text(at, bytes, 0, bytes.length);
    }
}
