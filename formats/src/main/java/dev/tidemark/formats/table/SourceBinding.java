package dev.tidemark.formats.table;

import dev.tidemark.api.table.Row;
import dev.tidemark.formats.record.Fields;
import dev.tidemark.formats.record.Fields.Kind;
import dev.tidemark.formats.value.Numbers;
import dev.tidemark.formats.value.UnfitValueException;
import java.util.Arrays;
import java.util.Map;

/** The first of some source fields that has a value. */
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
    private final int[] others;
    private final Nulls nulls;
    private final Setter setter;
    private final Usual usual;

    SourceBinding(int column, String name, int[] fields, Nulls nulls, Setter setter) {
        super(column, name);
        field = fields[0];
        others = Arrays.copyOfRange(fields, 1, fields.length);
        this.nulls = nulls;
        this.setter = setter;
        usual = USUAL.getOrDefault(setter, Usual.OTHER);
    }

    /** The one field it reads; -1 if there are several. */
    int only() {
        return others.length == 0 ? field : -1;
    }

    @Override
    void bind(Fields values, Row row) throws UnfitValueException {
        if (bind(values, field, row)) {
            return;
        }
        for (int other : others) {
            if (bind(values, other, row)) {
                return;
            }
        }
    }

    private boolean bind(Fields values, int from, Row row) throws UnfitValueException {
        Kind kind = values.kind(from);
        if (kind == Kind.ABSENT || kind == Kind.NULL) {
            return false;
        }
        byte[] bytes = values.bytes(from);
        int at = values.from(from);
        int length = values.length(from);
        if (kind == Kind.TEXT && nulls.hold(bytes, at, length)) {
            return false;
        }
        switch (usual) {
            case TEXT -> row.text(column(), bytes, at, length);
            case SMALL -> row.number(column(), Numbers.small(bytes, at, length));
            case WHOLE -> row.number(column(), Numbers.whole(bytes, at, length));
            case OTHER -> setter.set(row, column(), kind, bytes, at, length);
        }
        return true;
    }
}
