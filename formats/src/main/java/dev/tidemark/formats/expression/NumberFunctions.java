package dev.tidemark.formats.expression;

import static dev.tidemark.formats.expression.Functions.ANY;
import static dev.tidemark.formats.expression.Functions.lenient;
import static dev.tidemark.formats.expression.Functions.strict;

import dev.tidemark.formats.value.UnfitValueException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions over numbers, and those over values of any type. */
final class NumberFunctions {
    private NumberFunctions() {}

    static List<Function> all() {
        return List.of(
                strict("abs", "number", 1, 1, "the number without its sign", NumberFunctions::abs),
                strict(
                        "floor",
                        "number",
                        1,
                        1,
                        "the whole number at or below",
                        a -> new Value.Real(Math.floor(Casts.real(a.value(0))))),
                strict(
                        "ceil",
                        "number",
                        1,
                        1,
                        "the whole number at or above",
                        a -> new Value.Real(Math.ceil(Casts.real(a.value(0))))),
                strict(
                        "round",
                        "number",
                        1,
                        1,
                        "the nearest whole number",
                        a -> new Value.Real(Math.rint(Casts.real(a.value(0))))),
                lenient("coalesce", "value, …", 1, ANY, "the first value that is not NULL", NumberFunctions::first),
                lenient(
                        "nullif",
                        "value, other",
                        2,
                        2,
                        "NULL if both are equal, else the value",
                        NumberFunctions::unless),
                lenient("greatest", "value, …", 1, ANY, "the greatest that is not NULL", a -> extreme(a, 1)),
                lenient("least", "value, …", 1, ANY, "the least that is not NULL", a -> extreme(a, -1)));
    }

    private static Value abs(Arguments arguments) throws UnfitValueException {
        Value zero = new Value.Whole(0);
        Value value = arguments.value(0);
        Value other = Calculation.apply('-', zero, value);
        return other != null && Comparisons.compare(value, zero) < 0 ? other : value;
    }

    private static @Nullable Value first(Arguments arguments) {
        for (int i = 0; i < arguments.count(); i++) {
            @Nullable Value value = arguments.find(i);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static @Nullable Value unless(Arguments arguments) throws UnfitValueException {
        @Nullable Value value = arguments.find(0);
        @Nullable Value other = arguments.find(1);
        return value != null && other != null && Comparisons.compare(value, other) == 0 ? null : value;
    }

    private static @Nullable Value extreme(Arguments arguments, int sign) throws UnfitValueException {
        @Nullable Value best = null;
        for (int i = 0; i < arguments.count(); i++) {
            @Nullable Value value = arguments.find(i);
            if (value != null && (best == null || Comparisons.compare(value, best) * sign > 0)) {
                best = value;
            }
        }
        return best;
    }
}
