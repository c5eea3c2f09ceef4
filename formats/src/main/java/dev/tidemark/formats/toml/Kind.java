package dev.tidemark.formats.toml;

import java.nio.file.FileSystems;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the value of a key may be, and what it is in the program.
 *
 * @param title for people, as in "expected {title}"
 */
public record Kind<T>(String title, Reading<T> reading) {
    public static final Kind<String> TEXT = new Kind<>("a text", value -> value.as(String.class));
    /** A text that nobody is shown: {@code equals} tells its keys from those of other texts. */
    public static final Kind<String> SECRET = new Kind<>("a text that is kept secret", value -> value.as(String.class));

    public static final Kind<Boolean> FLAG = new Kind<>("true or false", value -> value.as(Boolean.class));
    public static final Kind<Long> NUMBER = new Kind<>("a whole number", value -> value.as(Long.class));
    public static final Kind<Double> REAL = new Kind<>("a number", Value::real);
    public static final Kind<Duration> SPAN = TEXT.map("a span of time such as \"90s\" or \"7d\"", Spans::parse);
    public static final Kind<List<String>> TEXTS = listOf(TEXT);
    /** A text, a number or a flag, as it would be written in a text. */
    public static final Kind<String> SCALAR_TEXT = new Kind<>("a text, a number or true or false", Value::scalarText);
    /** A pattern for the names of files: {@code *}, {@code ?}, {@code [a-z]} and {@code {a,b}}. */
    public static final Kind<String> FILE_NAMES = TEXT.map("a pattern such as \"*.json\"", Kind::fileNames);
    /** An object of JSON, written as a table, or as a text of JSON. */
    public static final Kind<String> JSON_OBJECT = new Kind<>("a table, or a text of JSON", Value::json);

    /** A table of its own, read by its own keys. */
    public static final Kind<Section> SECTION = new Kind<>("a table", Value::section);
    /** Tables by a name of the user's choice, in the document's order: {@code [sources.NAME]}. */
    public static final Kind<Map<String, Section>> NAMED = new Kind<>("a table of tables", Value::named);
    /** Tables one after another: {@code [[streams]]}. */
    public static final Kind<List<Section>> SECTIONS = new Kind<>("a list of tables", value -> value.elements(SECTION));
    /** Texts by a name of the user's choice, in the document's order. */
    public static final Kind<Map<String, String>> NAMED_TEXTS = new Kind<>("a table of texts", Value::namedTexts);

    /** Turns a value into what it is in the program. */
    @FunctionalInterface
    public interface Reading<T> {
        /** @throws IllegalArgumentException if the value does not fit; the message says why, not where */
        T read(Value value);
    }

    /** A text or something else, told apart by how it is written. */
    public static <T> Kind<T> textOr(Kind<T> text, Kind<T> other) {
        return new Kind<>(
                text.title + " or " + other.title,
                value -> value.isText() ? text.reading.read(value) : other.reading.read(value));
    }

    private static String fileNames(String pattern) {
        if (pattern.isEmpty() || pattern.contains("/")) {
            throw new IllegalArgumentException(
                    "'" + pattern + "' is no pattern for the names of files: it is empty or holds a '/'");
        }
        FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        return pattern;
    }

    /** Several of a kind. */
    public static <T> Kind<List<T>> listOf(Kind<T> element) {
        return new Kind<>("a list, each " + element.title, value -> value.elements(element));
    }

    /** One of a list, or the list itself. */
    public static <T> Kind<List<T>> oneOrMore(Kind<T> element) {
        return new Kind<>(
                element.title + " or a list of them",
                value -> value.isList() ? value.elements(element) : List.of(element.reading.read(value)));
    }

    /** One of the constants of an enum, written in lower case. */
    public static <E extends Enum<E>> Kind<E> choice(Class<E> constants) {
        return choice(Arrays.stream(constants.getEnumConstants())
                .collect(Collectors.toMap(constant -> constant.name().toLowerCase(Locale.ROOT), c -> c)));
    }

    /** One of some names. */
    public static <T> Kind<T> choice(Map<String, T> byName) {
        String title = "one of " + byName.keySet().stream().sorted().collect(Collectors.joining(", "));
        return TEXT.map(title, text -> {
            T constant = byName.get(text);
            if (constant == null) {
                throw new IllegalArgumentException("there is no '" + text + "'" + Nearest.hint(text, byName.keySet()));
            }
            return constant;
        });
    }

    /**
     * This kind, read further.
     *
     * @param further may throw an {@link IllegalArgumentException} that says why the value does not fit
     */
    public <U> Kind<U> map(String newTitle, Function<T, U> further) {
        return new Kind<>(newTitle, value -> further.apply(reading.read(value)));
    }
}
