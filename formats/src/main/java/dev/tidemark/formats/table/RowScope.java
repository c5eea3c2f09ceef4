package dev.tidemark.formats.table;

import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.Type;
import dev.tidemark.formats.expression.Scope;
import dev.tidemark.formats.expression.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of a row as a filter sees them; a struct that is not NULL is true. */
record RowScope(Row row) implements Scope {
    private static final long DAY = 86_400_000_000L;

    @Override
    public @Nullable Value value(int column) {
        if (row.isNull(column)) {
            return null;
        }
        return switch (row.schema().nodes().get(column).type()) {
            case Type.Scalar scalar ->
                scalar(scalar, row.bytes(column), row.from(column), row.length(column), row.bits(column));
            case Type.ListOf list -> items(list.element(), row.elements(column));
            case Type.StructOf struct -> Value.Flag.TRUE;
        };
    }

    private static Value items(Type.Scalar type, Row.Elements elements) {
        List<Value> items = new ArrayList<>(elements.count());
        for (int i = 0; i < elements.count(); i++) {
            items.add(scalar(type, elements.bytes(i), elements.from(i), elements.length(i), elements.bits(i)));
        }
        return new Value.Items(items);
    }

    private static Value scalar(Type.Scalar type, byte[] bytes, int from, int length, long bits) {
        return switch (type) {
            case BOOLEAN -> Value.Flag.of(bits != 0);
            case INTEGER, BIGINT -> new Value.Whole(bits);
            case FLOAT, DOUBLE -> new Value.Real(Double.longBitsToDouble(bits));
            case VARCHAR -> new Value.Text(bytes, from, length);
            case JSON -> new Value.Json(bytes, from, length);
            case DATE -> new Value.Moment(bits * DAY);
            case TIMESTAMP -> new Value.Moment(bits);
        };
    }
}
