package dev.tidemark.formats.grok;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A compiled pattern with named parts. Immutable.
 *
 * <p>{@code %{NAME}} stands for a pattern known by that name, {@code %{NAME:field}} keeps what it matched under
 * {@code field} (letters, digits, {@code _} and {@code .}), and in {@code %{NAME:field:type}} the type is a remark.
 * Everything else is a regular expression as Java knows it; {@code (?P<field>…)} and {@code (?<field>…)} keep text too.
 */
public final class Grok {
    /** How much of a text a pattern has to match. */
    public enum Extent {
        /** Some part of it. */
        ANYWHERE,
        /** Some part from its first character on. */
        START,
        /** All of it. */
        WHOLE
    }

    private final Pattern pattern;
    private final Map<String, List<Integer>> groups;

    private Grok(Expansion expansion, String source) {
        try {
            pattern = Pattern.compile(expansion.regex());
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "the pattern '" + source + "' is not a regular expression: " + e.getDescription(), e);
        }
        groups = expansion.groups(pattern);
    }

    /**
     * Compiles a pattern.
     *
     * @param patterns more patterns by name; they win over the built-in ones
     * @throws IllegalArgumentException if a name is unknown or refers to itself, or the outcome is not a regular
     *     expression
     */
    public static Grok compile(String pattern, Map<String, String> patterns) {
        return new Grok(Expansion.of(pattern, patterns), pattern);
    }

    /**
     * Compiles a regular expression with named groups, in which a percent sign is only that.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static Grok regex(String pattern) {
        return new Grok(Expansion.ofRegex(pattern), pattern);
    }

    /** The fields, in the order of the pattern. */
    public Set<String> names() {
        return groups.keySet();
    }

    /** The first match anywhere in a text. */
    public Optional<Captures> match(CharSequence text) {
        return match(text, Extent.ANYWHERE);
    }

    public Optional<Captures> match(CharSequence text, Extent extent) {
        Matcher matcher = pattern.matcher(text);
        return found(matcher, extent) ? Optional.of(captures(matcher)) : Optional.empty();
    }

    /** Looks for a match with a matcher of {@link #pattern}. */
    public static boolean found(Matcher matcher, Extent extent) {
        return switch (extent) {
            case ANYWHERE -> matcher.find();
            case START -> matcher.lookingAt();
            case WHOLE -> matcher.matches();
        };
    }

    /** The regular expression, for those who match many texts with one matcher. */
    public Pattern pattern() {
        return pattern;
    }

    /** The groups of {@link #pattern} that hold a field, in their order; none if there is no such field. */
    public List<Integer> groups(String name) {
        return groups.getOrDefault(name, List.of());
    }

    private Captures captures(Matcher matcher) {
        Map<String, String> texts = new LinkedHashMap<>();
        groups.forEach((name, numbers) -> {
            for (int group : numbers) {
                String text = matcher.group(group);
                if (text != null && !text.isEmpty()) {
                    texts.put(name, text);
                }
            }
        });
        return new Captures(Collections.unmodifiableMap(texts), matcher.start(), matcher.end());
    }

    @Override
    public String toString() {
        return pattern.pattern();
    }
}
