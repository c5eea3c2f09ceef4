package dev.tidemark.formats.grok;

import dev.tidemark.formats.toml.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pattern on its way to a regular expression.
 *
 * <p>Java's group names know neither {@code _} nor {@code .} nor repetition, so every part that is kept becomes a group
 * with a name of its own, and which field it belongs to is remembered here.
 */
final class Expansion {
    private static final Pattern REFERENCE = Pattern.compile("%\\{(\\w+)(?::([\\w.]+))?(?::(\\w+))?}");
    private static final Pattern NAMED_GROUP = Pattern.compile("\\(\\?P?<([A-Za-z_][\\w.]*)>");
    private static final Set<String> TYPES = Set.of("int", "long", "float", "double", "bool", "boolean", "string");

    private final Map<String, String> patterns;
    private final StringBuilder regex = new StringBuilder();
    private final List<String> fields = new ArrayList<>();
    private final List<String> open = new ArrayList<>();

    private Expansion(Map<String, String> patterns) {
        this.patterns = patterns;
    }

    static Expansion of(String pattern, Map<String, String> more) {
        Map<String, String> patterns = new HashMap<>(Patterns.BUILT_IN);
        for (Map.Entry<String, String> entry : more.entrySet()) {
            if (!entry.getKey().matches("\\w+")) {
                throw new IllegalArgumentException("a pattern cannot be named '" + entry.getKey()
                        + "': use letters, digits and _ so that %{NAME} can refer to it");
            }
            patterns.put(entry.getKey(), entry.getValue());
        }
        Expansion expansion = new Expansion(patterns);
        expansion.expand(pattern, REFERENCE);
        return expansion;
    }

    static Expansion ofRegex(String pattern) {
        Expansion expansion = new Expansion(Map.of());
        expansion.expand(pattern, null);
        return expansion;
    }

    private void expand(String text, @Nullable Pattern reference) {
        Matcher references = reference == null ? null : reference.matcher(text);
        Matcher groups = NAMED_GROUP.matcher(text);
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length()) {
                regex.append(text, at, at + 2);
                at += 2;
            } else if (c == '(' && groups.region(at, text.length()).lookingAt()) {
                openGroup(groups.group(1));
                at = groups.end();
            } else if (c == '%' && references != null && text.startsWith("%{", at)) {
                if (!references.region(at, text.length()).lookingAt()) {
                    throw new IllegalArgumentException(
                            "'" + text.substring(at)
                                    + "' does not begin with %{NAME}, %{NAME:field} or %{NAME:field:type}; write \\%{ for the text");
                }
                refer(references.group(1), references.group(2), references.group(3));
                at = references.end();
            } else {
                regex.append(c);
                at++;
            }
        }
    }

    private void refer(String name, @Nullable String field, @Nullable String type) {
        String text = patterns.get(name);
        if (text == null) {
            throw new IllegalArgumentException(
                    "there is no pattern '" + name + "'" + Nearest.hint(name, new TreeSet<>(patterns.keySet())));
        }
        if (type != null && !TYPES.contains(type)) {
            throw new IllegalArgumentException("'" + type + "' in %{" + name + ":" + field + ":" + type + "} is no type"
                    + Nearest.hint(type, TYPES));
        }
        if (open.contains(name)) {
            throw new IllegalArgumentException("the pattern " + name + " refers to itself: "
                    + String.join(" → ", open.subList(open.indexOf(name), open.size())) + " → " + name);
        }
        open.add(name);
        if (field == null) {
            regex.append("(?:");
        } else {
            openGroup(field);
        }
        expand(text, REFERENCE);
        regex.append(')');
        open.removeLast();
    }

    private void openGroup(String field) {
        regex.append("(?<f").append(fields.size()).append('>');
        fields.add(field);
    }

    String regex() {
        return regex.toString();
    }

    /** Numbers of the groups by field. */
    Map<String, List<Integer>> groups(Pattern compiled) {
        Map<String, Integer> numbers = compiled.namedGroups();
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            groups.computeIfAbsent(fields.get(i), field -> new ArrayList<>()).add(numbers.get("f" + i));
        }
        return groups;
    }
}
