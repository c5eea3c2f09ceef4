package dev.tidemark.formats.expression;

import dev.tidemark.formats.value.UnfitValueException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Regular expressions, compiled once while there are few of them. */
final class Patterns {
    private static final int KEPT = 1000;
    private static final Map<String, Pattern> COMPILED = new ConcurrentHashMap<>();

    private Patterns() {}

    static Pattern of(String expression) throws UnfitValueException {
        Pattern known = COMPILED.get(expression);
        if (known != null) {
            return known;
        }
        try {
            Pattern pattern = Pattern.compile(expression);
            if (COMPILED.size() < KEPT) {
                COMPILED.put(expression, pattern);
            }
            return pattern;
        } catch (PatternSyntaxException broken) {
            throw UnfitValueException.of(expression, "is not a regular expression: " + broken.getDescription());
        }
    }
}
