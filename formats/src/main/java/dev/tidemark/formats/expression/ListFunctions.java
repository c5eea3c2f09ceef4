package dev.tidemark.formats.expression;

import static dev.tidemark.formats.expression.Functions.ANY;
import static dev.tidemark.formats.expression.Functions.lenient;
import static dev.tidemark.formats.expression.Functions.strict;

import dev.tidemark.formats.value.UnfitValueException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions over lists. */
final class ListFunctions {
    private ListFunctions() {}

    static List<Function> all() {
        return List.of(
                lenient(
                        "list_of",
                        "value, …",
                        1,
                        ANY,
                        "a list of the values that are not NULL; NULL if none is left",
                        ListFunctions::listOf),
                strict("list_contains", "list, value", 2, 2, "whether the value is in the list", ListFunctions::holds),
                strict(
                        "list_element",
                        "list, n",
                        2,
                        2,
                        "the n-th element, from 1 on; NULL if there is none",
                        ListFunctions::element),
                strict("list_length", "list", 1, 1, "how many elements", a -> new Value.Whole(items(a).size())),
                strict(
                        "arn_parts",
                        "arn or list",
                        1,
                        1,
                        "of each ARN: itself, its account, and the bucket, instance or volume it names; NULL if none",
                        a -> orNull(new Value.Items(Arns.parts(items(a))))));
    }

    /** The elements of the first argument, or itself if it is no list. */
    private static List<Value> items(Arguments arguments) {
        Value value = arguments.value(0);
        return value instanceof Value.Items items ? items.values() : List.of(value);
    }

    private static @Nullable Value orNull(Value.Items items) {
        return items.values().isEmpty() ? null : items;
    }

    private static @Nullable Value listOf(Arguments arguments) {
        List<Value> values = new ArrayList<>(arguments.count());
        for (int i = 0; i < arguments.count(); i++) {
            @Nullable Value value = arguments.find(i);
            if (value != null) {
                values.add(value);
            }
        }
        return orNull(new Value.Items(values));
    }

    private static Value holds(Arguments arguments) throws UnfitValueException {
        for (Value item : items(arguments)) {
            if (Comparisons.compare(item, arguments.value(1)) == 0) {
                return Value.Flag.TRUE;
            }
        }
        return Value.Flag.FALSE;
    }

    private static @Nullable Value element(Arguments arguments) throws UnfitValueException {
        List<Value> items = items(arguments);
        long place = arguments.whole(1);
        return place >= 1 && place <= items.size() ? items.get((int) place - 1) : null;
    }
}
