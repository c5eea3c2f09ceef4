package dev.tidemark.formats.table;

import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.Type;
import dev.tidemark.formats.expression.Casts;
import dev.tidemark.formats.expression.Expression;
import dev.tidemark.formats.expression.Value;
import dev.tidemark.formats.record.Fields;
import dev.tidemark.formats.value.UnfitValueException;

/** The value of an expression over source fields. */
final class TransformBinding extends Binding {
    private static final long DAY = 86_400_000_000L;

    private final Expression expression;
    private final FieldsScope scope;
    private final Type type;

    TransformBinding(int column, String name, Expression expression, FieldsScope scope, Type type) {
        super(column, name);
        this.expression = expression;
        this.scope = scope;
        this.type = type;
    }

    @Override
    void bind(Fields fields, Row row) throws UnfitValueException {
        Value value = expression.evaluate(scope.of(fields));
        if (value == null) {
            return;
        }
        if (type instanceof Type.ListOf list) {
            row.present(column());
            if (value instanceof Value.Items items) {
                for (Value item : items.values()) {
                    set(row, list.element(), Casts.to(list.element(), item));
                }
            } else {
                set(row, list.element(), Casts.to(list.element(), value));
            }
        } else {
            set(row, type, Casts.to(type, value));
        }
    }

    private void set(Row row, Type of, Value value) {
        switch (value) {
            case Value.Text text -> row.text(column(), text.bytes(), text.from(), text.length());
            case Value.Json json -> row.text(column(), json.bytes(), json.from(), json.length());
            case Value.Whole whole -> row.number(column(), whole.number());
            case Value.Real real -> row.real(column(), real.number());
            case Value.Flag flag -> row.flag(column(), flag == Value.Flag.TRUE);
            case Value.Moment moment ->
                row.time(column(), of == Type.Scalar.DATE ? Math.floorDiv(moment.micros(), DAY) : moment.micros());
            case Value.Items items -> throw new IllegalStateException("a list within a list");
        }
    }
}
