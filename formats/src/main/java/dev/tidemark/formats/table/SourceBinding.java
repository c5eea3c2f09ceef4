package dev.tidemark.formats.table;

import dev.tidemark.api.table.Row;
import dev.tidemark.formats.record.Field;
import dev.tidemark.formats.record.Fields;
import dev.tidemark.formats.value.Numbers;
import dev.tidemark.formats.value.UnfitValueException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The value of a source field. */
final class SourceBinding extends Binding {
    /** The types that most columns have; a branch on these costs less than a call that may go anywhere. */
    private enum Usual {
        TEXT,
        SMALL,
        WHOLE,
        OTHER
    }

    private static final Map<Setter, Usual> USUAL =
            Map.of(Setters.TEXT, Usual.TEXT, Setters.SMALL, Usual.SMALL, Setters.WHOLE, Usual.WHOLE);

    private final int field;
    private final Nulls nulls;
    private final Setter setter;
    private final Usual usual;
    private @Nullable SourceBinding next;

    SourceBinding(int column, String name, int field, Nulls nulls, Setter setter) {
        super(column, name);
        this.field = field;
        this.nulls = nulls;
        this.setter = setter;
        usual = USUAL.getOrDefault(setter, Usual.OTHER);
    }

    /** Number of the field. */
    int field() {
        return field;
    }

    /** Another one of the same field, which is to be done as well. */
    @Nullable
    SourceBinding next() {
        return next;
    }

    void before(@Nullable SourceBinding other) {
        next = other;
    }

    @Override
    void bind(Fields fields, Row row) throws UnfitValueException {
        bind(fields.at(field), row);
    }

    /** Sets the column to what the field holds; false if it has no value. */
    boolean bind(Field from, Row row) throws UnfitValueException {
        if (!nulls.leave(from)) {
            return false;
        }
        switch (usual) {
            case TEXT -> row.text(column(), from.bytes(), from.from(), from.length());
            case SMALL -> row.number(column(), Numbers.small(from.bytes(), from.from(), from.length()));
            case WHOLE -> row.number(column(), Numbers.whole(from.bytes(), from.from(), from.length()));
            case OTHER -> setter.set(row, column(), from.kind(), from.bytes(), from.from(), from.length());
        }
        return true;
    }
}
