package dev.tidemark.formats.expression;

import dev.tidemark.formats.value.JsonParts;
import dev.tidemark.formats.value.UnfitValueException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A way into a JSON text: {@code $.a.b[0]}, {@code $."a.b"}, {@code $.list[*].name}, or the name of one member. */
record JsonPath(List<Step> steps) {
    private static final Pattern STEP = Pattern.compile("\\.(?:\"([^\"]*)\"|([^.\\[\"]+))|\\[(\\d{1,9}|\\*)]");
    private static final int KEPT = 1000;
    private static final Map<String, JsonPath> KNOWN = new ConcurrentHashMap<>();

    private sealed interface Step {}

    private record Member(byte[] name) implements Step {}

    private record Element(int place) implements Step {}

    private record Every() implements Step {}

    static JsonPath of(String path) throws UnfitValueException {
        JsonPath known = KNOWN.get(path);
        if (known != null) {
            return known;
        }
        JsonPath parsed = parse(path);
        if (KNOWN.size() < KEPT) {
            KNOWN.put(path, parsed);
        }
        return parsed;
    }

    private static JsonPath parse(String path) throws UnfitValueException {
        if (!path.startsWith("$")) {
            return new JsonPath(List.of(member(path)));
        }
        List<Step> steps = new ArrayList<>();
        Matcher step = STEP.matcher(path);
        int end = 1;
        while (end < path.length() && step.find(end) && step.start() == end) {
            steps.add(step(step.group(1), step.group(2), step.group(3)));
            end = step.end();
        }
        if (end != path.length()) {
            throw UnfitValueException.of(path, "is not a JSON path such as $.a.b[0]");
        }
        return new JsonPath(steps);
    }

    private static Step step(@Nullable String quoted, @Nullable String name, @Nullable String place) {
        if (place != null) {
            return place.equals("*") ? new Every() : new Element(Integer.parseInt(place));
        }
        return member(quoted == null ? String.valueOf(name) : quoted);
    }

    private static Step member(String name) {
        return new Member(name.getBytes(StandardCharsets.UTF_8));
    }

    /** The part the path leads to; a list of parts if it leads to several; null if there is none. */
    @Nullable
    Value find(Value.Text json) {
        return find(new Value.Json(json.bytes(), json.from(), json.length()), 0);
    }

    private @Nullable Value find(Value.Json in, int from) {
        Value.Json at = in;
        for (int i = from; i < steps.size(); i++) {
            Value.@Nullable Json next;
            switch (steps.get(i)) {
                case Member member -> next = member(at, member.name);
                case Element element -> next = element(at, element.place);
                case Every every -> {
                    return every(at, i + 1);
                }
            }
            if (next == null) {
                return null;
            }
            at = next;
        }
        return at;
    }

    /** Of several members of one name the last one counts. */
    private static Value.@Nullable Json member(Value.Json in, byte[] name) {
        JsonParts parts = parts(in);
        Value.Json found = null;
        while (parts.next()) {
            if (parts.named(name)) {
                found = part(parts);
            }
        }
        return found;
    }

    private static Value.@Nullable Json element(Value.Json in, int wanted) {
        JsonParts parts = parts(in);
        for (int place = 0; parts.next() && !parts.isMember(); place++) {
            if (place == wanted) {
                return part(parts);
            }
        }
        return null;
    }

    private Value every(Value.Json in, int rest) {
        List<Value> found = new ArrayList<>();
        JsonParts parts = parts(in);
        while (parts.next()) {
            Value value = find(part(parts), rest);
            if (value instanceof Value.Items items) {
                found.addAll(items.values());
            } else if (value != null) {
                found.add(value);
            }
        }
        return new Value.Items(found);
    }

    private static JsonParts parts(Value.Json in) {
        return new JsonParts().of(in.bytes(), in.from(), in.length());
    }

    private static Value.Json part(JsonParts parts) {
        return new Value.Json(parts.bytes(), parts.from(), parts.length());
    }

    /** The content of a JSON string. */
    static Value.Text content(Value.Json string) {
        JsonParts parts = new JsonParts().single(string.bytes(), string.from(), string.length());
        return parts.hasEscapes()
                ? Value.Text.of(parts.unescaped())
                : new Value.Text(string.bytes(), string.from() + 1, string.length() - 2);
    }
}
