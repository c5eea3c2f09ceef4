package dev.tidemark.formats.expression;

import org.jspecify.annotations.Nullable;

/** The values of the names, of one record. One thread. */
public interface Scope {
    /** The value of a name by the number that {@link Names} gave it; null if it has none. */
    @Nullable
    Value value(int number);
}
