package dev.tidemark.formats.expression;

import dev.tidemark.formats.value.UnfitValueException;
import java.math.BigDecimal;
import java.util.Arrays;

/** The order of values. A text beside a number, a time or a flag is read as one. */
final class Comparisons {
    private Comparisons() {}

    /** Below, at or above zero. */
    static int compare(Value left, Value right) throws UnfitValueException {
        if (left instanceof Value.Whole a && right instanceof Value.Whole b) {
            return Long.compare(a.number(), b.number());
        }
        if (left instanceof Value.Text a && right instanceof Value.Text b) {
            return compare(a, b);
        }
        if (isNumber(left) || isNumber(right)) {
            return decimal(left).compareTo(decimal(right));
        }
        if (left instanceof Value.Moment || right instanceof Value.Moment) {
            return Long.compare(Casts.micros(left), Casts.micros(right));
        }
        if (left instanceof Value.Flag || right instanceof Value.Flag) {
            return Boolean.compare(Casts.flag(left), Casts.flag(right));
        }
        return compare(Casts.text(left), Casts.text(right));
    }

    private static int compare(Value.Text a, Value.Text b) {
        return Arrays.compareUnsigned(
                a.bytes(), a.from(), a.from() + a.length(), b.bytes(), b.from(), b.from() + b.length());
    }

    private static boolean isNumber(Value value) {
        return value instanceof Value.Whole || value instanceof Value.Real;
    }

    /** Exactly, so that whole numbers above 2^53 stay apart. */
    private static BigDecimal decimal(Value value) throws UnfitValueException {
        try {
            return new BigDecimal(
                    value instanceof Value.Flag
                            ? "" + Casts.whole(value)
                            : value.toString().strip());
        } catch (NumberFormatException none) {
            throw UnfitValueException.of(value.toString(), "is not a number");
        }
    }
}
