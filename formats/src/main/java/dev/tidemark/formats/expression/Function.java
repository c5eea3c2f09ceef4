package dev.tidemark.formats.expression;

import dev.tidemark.formats.value.UnfitValueException;
import org.jspecify.annotations.Nullable;

/**
 * A function by its name.
 *
 * @param arguments their names, as the reference shows them
 * @param least     how many must be given
 * @param most      how many may be given
 * @param strict    whether the result is NULL if an argument is; the body then sees none
 * @param meaning   for people
 */
public record Function(String name, String arguments, int least, int most, boolean strict, Body body, String meaning) {
    /** What a function does. */
    @FunctionalInterface
    interface Body {
        @Nullable
        Value apply(Arguments arguments) throws UnfitValueException;
    }
}
