package dev.tidemark.formats.expression;

import dev.tidemark.api.table.Type;
import dev.tidemark.formats.value.UnfitValueException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of an expression. */
public sealed interface Node {
    /** Null is SQL's NULL: unknown. */
    @Nullable
    Value evaluate(Scope scope) throws UnfitValueException;

    record Literal(@Nullable Value value) implements Node {
        @Override
        public @Nullable Value evaluate(Scope scope) {
            return value;
        }
    }

    /** A name, by its number. */
    record Field(String name, int number) implements Node {
        @Override
        public @Nullable Value evaluate(Scope scope) {
            return scope.value(number);
        }
    }

    /** AND or OR: one side that is {@code absorbing} (false for AND, true for OR) decides. */
    record Logic(Value.Flag absorbing, Node left, Node right) implements Node {
        @Override
        public @Nullable Value evaluate(Scope scope) throws UnfitValueException {
            Value.Flag a = flag(left.evaluate(scope));
            if (a == absorbing) {
                return a;
            }
            Value.Flag b = flag(right.evaluate(scope));
            return b == absorbing || a != null ? b : null;
        }
    }

    record Not(Node operand) implements Node {
        @Override
        public @Nullable Value evaluate(Scope scope) throws UnfitValueException {
            Value.Flag value = flag(operand.evaluate(scope));
            return value == null ? null : Value.Flag.of(value == Value.Flag.FALSE);
        }
    }

    record IsNull(Node operand) implements Node {
        @Override
        public Value evaluate(Scope scope) throws UnfitValueException {
            return Value.Flag.of(operand.evaluate(scope) == null);
        }
    }

    record Comparison(String operator, Node left, Node right) implements Node {
        @Override
        public @Nullable Value evaluate(Scope scope) throws UnfitValueException {
            Value a = left.evaluate(scope);
            Value b = right.evaluate(scope);
            return a == null || b == null ? null : Value.Flag.of(holds(Comparisons.compare(a, b)));
        }

        private boolean holds(int order) {
            return switch (operator) {
                case "=", "==" -> order == 0;
                case "<>", "!=" -> order != 0;
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                default -> order >= 0;
            };
        }
    }

    record In(Node operand, List<Node> options) implements Node {
        @Override
        public @Nullable Value evaluate(Scope scope) throws UnfitValueException {
            Value value = operand.evaluate(scope);
            if (value == null) {
                return null;
            }
            boolean unknown = false;
            for (Node option : options) {
                Value other = option.evaluate(scope);
                if (other != null && Comparisons.compare(value, other) == 0) {
                    return Value.Flag.TRUE;
                }
                unknown |= other == null;
            }
            return unknown ? null : Value.Flag.FALSE;
        }
    }

    record Arithmetic(char operator, Node left, Node right) implements Node {
        @Override
        public @Nullable Value evaluate(Scope scope) throws UnfitValueException {
            Value a = left.evaluate(scope);
            Value b = right.evaluate(scope);
            return a == null || b == null ? null : Calculation.apply(operator, a, b);
        }
    }

    /** A condition and what holds then. */
    record When(Node condition, Node result) {}

    record Case(List<When> whens, Node otherwise) implements Node {
        @Override
        public @Nullable Value evaluate(Scope scope) throws UnfitValueException {
            for (When when : whens) {
                if (flag(when.condition.evaluate(scope)) == Value.Flag.TRUE) {
                    return when.result.evaluate(scope);
                }
            }
            return otherwise.evaluate(scope);
        }
    }

    record Cast(Node operand, Type type) implements Node {
        @Override
        public @Nullable Value evaluate(Scope scope) throws UnfitValueException {
            Value value = operand.evaluate(scope);
            return value == null ? null : Casts.to(type, value);
        }
    }

    /** A part of a JSON text. */
    record Part(Node json, JsonPath path, JsonPath.Form form) implements Node {
        @Override
        public @Nullable Value evaluate(Scope scope) throws UnfitValueException {
            Value value = json.evaluate(scope);
            return value == null ? null : path.find(Casts.text(value), form);
        }
    }

    record Call(Function function, List<Node> arguments) implements Node {
        @Override
        public @Nullable Value evaluate(Scope scope) throws UnfitValueException {
            @Nullable Value[] values = new @Nullable Value[arguments.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = arguments.get(i).evaluate(scope);
                if (values[i] == null && function.strict()) {
                    return null;
                }
            }
            return function.body().apply(new Arguments(values));
        }
    }

    private static Value.@Nullable Flag flag(@Nullable Value value) throws UnfitValueException {
        return value == null ? null : Value.Flag.of(Casts.flag(value));
    }
}
