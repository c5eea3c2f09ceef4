package dev.tidemark.formats.expression;

import dev.tidemark.formats.value.UnfitValueException;
import org.jspecify.annotations.Nullable;

/** Arithmetic: whole numbers stay whole and exact; {@code /} is always real; dividing by zero gives NULL. */
final class Calculation {
    private Calculation() {}

    static @Nullable Value apply(char operator, Value left, Value right) throws UnfitValueException {
        Value a = number(left);
        Value b = number(right);
        if (a instanceof Value.Whole x && b instanceof Value.Whole y && operator != '/') {
            return whole(operator, x.number(), y.number());
        }
        double x = Casts.real(a);
        double y = Casts.real(b);
        return switch (operator) {
            case '+' -> new Value.Real(x + y);
            case '-' -> new Value.Real(x - y);
            case '*' -> new Value.Real(x * y);
            case '/' -> y == 0 ? null : new Value.Real(x / y);
            default -> y == 0 ? null : new Value.Real(x % y);
        };
    }

    private static @Nullable Value whole(char operator, long x, long y) throws UnfitValueException {
        try {
            return switch (operator) {
                case '+' -> new Value.Whole(Math.addExact(x, y));
                case '-' -> new Value.Whole(Math.subtractExact(x, y));
                case '*' -> new Value.Whole(Math.multiplyExact(x, y));
                default -> y == 0 ? null : new Value.Whole(x % y);
            };
        } catch (ArithmeticException tooLarge) {
            throw new UnfitValueException(x + " " + operator + " " + y + " is outside the range of BIGINT");
        }
    }

    /** A text is read as a whole number if it is one, else as a real one. */
    private static Value number(Value value) throws UnfitValueException {
        if (value instanceof Value.Whole || value instanceof Value.Real) {
            return value;
        }
        try {
            return new Value.Whole(Casts.whole(value));
        } catch (UnfitValueException notWhole) {
            return new Value.Real(Casts.real(value));
        }
    }
}
