package dev.tidemark.formats.table;

import dev.tidemark.api.table.Row;
import dev.tidemark.formats.record.Fields;
import dev.tidemark.formats.value.UnfitValueException;
import java.nio.charset.StandardCharsets;

/** A fixed value, where the bindings before it left NULL. */
final class FallbackBinding extends Binding {
    private final Setter setter;
    private final byte[] fallback;

    FallbackBinding(int column, String name, Setter setter, String fallback) {
        super(column, name);
        this.setter = setter;
        this.fallback = fallback.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    void bind(Fields fields, Row row) throws UnfitValueException {
        if (row.isNull(column())) {
            setter.set(row, column(), Fields.Kind.TEXT, fallback, 0, fallback.length);
        }
    }
}
