package dev.tidemark.formats.expression;

import dev.tidemark.formats.value.UnfitValueException;
import org.jspecify.annotations.Nullable;

/**
 * A parsed expression. Immutable, for any number of threads.
 *
 * @param root what remains to be done for each record
 */
public record Expression(String text, Node root) {
    /** @throws BadExpressionException if it cannot be understood, or uses a name or function that does not exist */
    public static Expression parse(String text, Names names) throws BadExpressionException {
        return new Expression(text, Parser.parse(text, names));
    }

    /** The value for one record; null is SQL's NULL. */
    public @Nullable Value evaluate(Scope scope) throws UnfitValueException {
        return root.evaluate(scope);
    }

    /** Whether the condition is true: neither false nor NULL. */
    public boolean holds(Scope scope) throws UnfitValueException {
        Value value = root.evaluate(scope);
        return value != null && Casts.flag(value);
    }

    @Override
    public String toString() {
        return text;
    }
}
