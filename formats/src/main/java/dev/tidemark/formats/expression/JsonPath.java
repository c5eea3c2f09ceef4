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

    /** What a part is given as. */
    enum Form {
        JSON,
        /** The content of a JSON string, other JSON as written, nothing for null. */
        TEXT
    }

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
    Value find(Value.Text json, Form form) {
        return json.length() == 0
                ? null
                : find(new JsonParts().single(json.bytes(), json.from(), json.length()), 0, form);
    }

    private @Nullable Value find(JsonParts at, int step, Form form) {
        if (step == steps.size()) {
            return part(at, form);
        }
        JsonParts parts = new JsonParts().of(at.bytes(), at.from(), at.length());
        Step way = steps.get(step);
        if (way instanceof Every) {
            return every(parts, step + 1, form);
        }
        boolean found = way instanceof Member member ? parts.last(member.name) : element(parts, (Element) way);
        return found ? find(parts, step + 1, form) : null;
    }

    private static boolean element(JsonParts parts, Element wanted) {
        for (int place = 0; parts.next() && !parts.isMember(); place++) {
            if (place == wanted.place) {
                return true;
            }
        }
        return false;
    }

    private Value every(JsonParts parts, int step, Form form) {
        List<Value> found = new ArrayList<>();
        while (parts.next()) {
            Value value = find(parts, step, form);
            if (value instanceof Value.Items items) {
                found.addAll(items.values());
            } else if (value != null) {
                found.add(value);
            }
        }
        return new Value.Items(found);
    }

    private static @Nullable Value part(JsonParts at, Form form) {
        if (form == Form.JSON) {
            return new Value.Json(at.bytes(), at.from(), at.length());
        }
        if (at.isNull()) {
            return null;
        }
        if (!at.isText()) {
            return new Value.Text(at.bytes(), at.from(), at.length());
        }
        return at.hasEscapes()
                ? Value.Text.of(at.unescaped())
                : new Value.Text(at.bytes(), at.from() + 1, at.length() - 2);
    }
}
