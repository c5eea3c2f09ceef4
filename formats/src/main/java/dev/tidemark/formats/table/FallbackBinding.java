package dev.tidemark.formats.table;

import dev.tidemark.api.table.Row;
import dev.tidemark.formats.record.Fields;
import dev.tidemark.formats.value.UnfitValueException;
import java.nio.charset.StandardCharsets;

/** A value of another binding, or a fixed one where that leaves NULL. */
final class FallbackBinding extends Binding {
    private final Binding first;
    private final Setter setter;
    private final byte[] fallback;

    FallbackBinding(Binding first, Setter setter, String fallback) {
        super(first.column(), first.name());
        this.first = first;
        this.setter = setter;
        this.fallback = fallback.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    void bind(Fields fields, Row row) throws UnfitValueException {
        first.bind(fields, row);
        if (row.isNull(column())) {
            setter.set(row, column(), Fields.Kind.TEXT, fallback, 0, fallback.length);
        }
    }
}
