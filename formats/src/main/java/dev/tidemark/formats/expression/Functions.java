package dev.tidemark.formats.expression;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The functions of the language. */
public final class Functions {
    static final int ANY = 64;

    private static final Map<String, Function> ALL = new TreeMap<>();

    static {
        TextFunctions.all().forEach(Functions::add);
        TimeFunctions.all().forEach(Functions::add);
        NumberFunctions.all().forEach(Functions::add);
        JsonFunctions.all().forEach(Functions::add);
        ListFunctions.all().forEach(Functions::add);
    }

    private Functions() {}

    private static void add(Function function) {
        ALL.put(function.name(), function);
    }

    static Optional<Function> find(String name) {
        return Optional.ofNullable(ALL.get(name.toLowerCase(Locale.ROOT)));
    }

    static Collection<String> names() {
        return ALL.keySet();
    }

    /** All functions for people, a table in Markdown. */
    public static String reference() {
        StringBuilder text = new StringBuilder("| function | gives |\n|---|---|\n");
        for (Function function : ALL.values()) {
            text.append("| `")
                    .append(function.name())
                    .append('(')
                    .append(function.arguments())
                    .append(")` | ");
            text.append(function.meaning()).append(" |\n");
        }
        return text.toString();
    }

    /** One that gives NULL if an argument is NULL. */
    static Function strict(String name, String arguments, int least, int most, String meaning, Function.Body body) {
        return new Function(name, arguments, least, most, true, body, meaning);
    }

    /** One that takes NULL for an argument. */
    static Function lenient(String name, String arguments, int least, int most, String meaning, Function.Body body) {
        return new Function(name, arguments, least, most, false, body, meaning);
    }
}
