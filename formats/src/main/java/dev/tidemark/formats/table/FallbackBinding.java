package dev.tidemark.formats.table;

import dev.tidemark.api.table.Row;
import dev.tidemark.formats.record.Fields;
import dev.tidemark.formats.value.UnfitValueException;
import java.nio.charset.StandardCharsets;

/** A fixed value where another binding, done before, left NULL. */
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

    /** Whether the other binding is a {@link SourceBinding}. */
    boolean isOfSource() {
        return first instanceof SourceBinding;
    }

    @Override
    void bind(Fields fields, Row row) throws UnfitValueException {
        bind(row);
    }

    void bind(Row row) throws UnfitValueException {
        if (row.isNull(column())) {
            setter.set(row, column(), Fields.Kind.TEXT, fallback, 0, fallback.length);
        }
    }
}
