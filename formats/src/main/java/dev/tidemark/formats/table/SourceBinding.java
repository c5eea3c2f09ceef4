package dev.tidemark.formats.table;

import dev.tidemark.api.table.Row;
import dev.tidemark.formats.record.Fields;
import dev.tidemark.formats.value.UnfitValueException;

/** The first of some source fields that has a value. */
final class SourceBinding extends Binding {
    private final int[] fields;
    private final Nulls nulls;
    private final Setter setter;

    SourceBinding(int column, String name, int[] fields, Nulls nulls, Setter setter) {
        super(column, name);
        this.fields = fields;
        this.nulls = nulls;
        this.setter = setter;
    }

    @Override
    void bind(Fields values, Row row) throws UnfitValueException {
        for (int field : fields) {
            if (nulls.leave(values, field)) {
                setter.set(
                        row,
                        column(),
                        values.kind(field),
                        values.bytes(field),
                        values.from(field),
                        values.length(field));
                return;
            }
        }
    }
}
