package dev.tidemark.lake.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.table.Column;
import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.Schema;
import dev.tidemark.api.table.Type;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Rows as plain values: a list with a value for each column, again lists for structs and lists; dates are days, times
 * are microseconds.
 */
public final class Rows {
    private Rows() {}

    public static FileStats write(Path file, Layout layout, List<List<Object>> rows, Encoder encoder)
            throws IOException {
        try (ParquetWriter writer = new ParquetWriter(file, layout, encoder)) {
            Row row = new Row(layout.schema());
            for (List<Object> values : rows) {
                fill(row, values);
                writer.append(row);
            }
            return writer.finish();
        }
    }

    public static void fill(Row row, List<Object> values) {
        row.clear();
        fill(row, row.schema(), row.schema().columns(), 0, values);
    }

    private static int fill(Row row, Schema schema, List<Column> columns, int first, List<?> values) {
        int node = first;
        for (int i = 0; i < columns.size(); i++) {
            Object value = values.get(i);
            switch (columns.get(i).type()) {
                case Type.Scalar scalar -> scalar(row, node++, scalar, value);
                case Type.ListOf list -> list(row, node++, list.element(), (List<?>) value);
                case Type.StructOf struct -> {
                    if (value == null) {
                        node += size(struct);
                    } else {
                        row.present(node);
                        node = fill(row, schema, struct.children(), node + 1, (List<?>) value);
                    }
                }
            }
        }
        return node;
    }

    private static int size(Type.StructOf struct) {
        int size = 1;
        for (Column child : struct.children()) {
            size += child.type() instanceof Type.StructOf inner ? size(inner) : 1;
        }
        return size;
    }

    private static void list(Row row, int node, Type.Scalar type, List<?> elements) {
        if (elements != null) {
            row.present(node);
            elements.forEach(element -> scalar(row, node, type, element));
        }
    }

    private static void scalar(Row row, int node, Type.Scalar type, Object value) {
        if (value == null) {
            return;
        }
        switch (type) {
            case BOOLEAN -> row.flag(node, (Boolean) value);
            case INTEGER, BIGINT, DATE -> row.number(node, ((Number) value).longValue());
            case FLOAT, DOUBLE -> row.real(node, ((Number) value).doubleValue());
            case TIMESTAMP -> row.time(node, (Long) value);
            case VARCHAR, JSON -> {
                byte[] bytes = ("<" + value + ">").getBytes(UTF_8);
                row.text(node, bytes, 1, bytes.length - 2);
            }
        }
    }
}
