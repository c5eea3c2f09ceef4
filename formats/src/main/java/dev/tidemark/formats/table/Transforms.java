package dev.tidemark.formats.table;

import dev.tidemark.api.table.Type;
import dev.tidemark.formats.expression.Expression;
import dev.tidemark.formats.expression.Node;
import java.util.Map;

/** Transforms as bindings; the usual ones of times become as quick as a column without a transform. */
final class Transforms {
    /** Functions that turn a number into a time, and the power of ten of their unit in microseconds. */
    private static final Map<String, Integer> EPOCHS =
            Map.of("epoch", 6, "to_timestamp", 6, "epoch_ms", 3, "epoch_us", 0, "epoch_ns", -3);

    private Transforms() {}

    static Binding binding(int column, String name, Expression expression, Type type, Nulls nulls) {
        if (expression.root() instanceof Node.Call call && call.arguments().size() == 1) {
            String function = call.function().name();
            Node argument = call.arguments().get(0);
            Integer scale = EPOCHS.get(function);
            if (type == Type.Scalar.TIMESTAMP && scale != null && argument instanceof Node.Field field) {
                return new SourceBinding(column, name, field.number(), nulls, new EpochSetter(scale));
            }
            if (type == Type.Scalar.BIGINT && function.equals("epoch_ms") && ofTime(argument) >= 0) {
                return new SourceBinding(column, name, ofTime(argument), nulls, Setters::millis);
            }
        }
        return new TransformBinding(column, name, expression, new FieldsScope(nulls), type);
    }

    /** The field of {@code timestamp(field)}, -1 for anything else. */
    private static int ofTime(Node node) {
        return node instanceof Node.Call call
                        && call.function().name().equals("timestamp")
                        && call.arguments().get(0) instanceof Node.Field field
                ? field.number()
                : -1;
    }
}
