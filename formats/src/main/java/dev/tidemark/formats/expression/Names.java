package dev.tidemark.formats.expression;

import java.util.Collection;
import java.util.OptionalInt;

/** The names an expression may use. */
public interface Names {
    /** The number by which {@link Scope} knows the value; empty if there is no such name. */
    OptionalInt find(String name);

    /** All of them, to find the nearest to a wrong one; empty if they cannot be known. */
    Collection<String> all();
}
