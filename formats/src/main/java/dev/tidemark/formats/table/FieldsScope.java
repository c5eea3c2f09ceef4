package dev.tidemark.formats.table;

import dev.tidemark.formats.expression.Scope;
import dev.tidemark.formats.expression.Value;
import dev.tidemark.formats.record.Field;
import dev.tidemark.formats.record.Fields;
import dev.tidemark.formats.value.Numbers;
import dev.tidemark.formats.value.UnfitValueException;
import org.jspecify.annotations.Nullable;

/** The source fields of a record as an expression sees them. */
final class FieldsScope implements Scope {
    private static final Fields NONE = new Fields(0);

    private final Nulls nulls;
    private Fields fields = NONE;

    FieldsScope(Nulls nulls) {
        this.nulls = nulls;
    }

    FieldsScope of(Fields record) {
        fields = record;
        return this;
    }

    @Override
    public @Nullable Value value(int number) {
        Field field = fields.at(number);
        if (!nulls.leave(field)) {
            return null;
        }
        byte[] bytes = field.bytes();
        int from = field.from();
        int length = field.length();
        return switch (field.kind()) {
            case TRUE -> Value.Flag.TRUE;
            case FALSE -> Value.Flag.FALSE;
            case NUMBER -> number(bytes, from, length);
            case OBJECT, ARRAY -> new Value.Json(bytes, from, length);
            default -> new Value.Text(bytes, from, length);
        };
    }

    private static Value number(byte[] bytes, int from, int length) {
        try {
            return new Value.Whole(Numbers.whole(bytes, from, length));
        } catch (UnfitValueException notWhole) {
            return real(bytes, from, length);
        }
    }

    private static Value real(byte[] bytes, int from, int length) {
        try {
            return new Value.Real(Numbers.real(bytes, from, length));
        } catch (UnfitValueException outOfRange) {
            return new Value.Text(bytes, from, length);
        }
    }
}
