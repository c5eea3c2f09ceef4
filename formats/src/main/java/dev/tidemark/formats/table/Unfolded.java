package dev.tidemark.formats.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.formats.value.JsonParts;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An object put together from its members and from those that are written beside it with dots: {@code {"a": {"b": 1},
 * "a.c": 2}} is the object {@code {"b": 1, "c": 2}} of the name {@code a}.
 */
final class Unfolded {
    /** A value as JSON writes it. */
    @SuppressWarnings("ArrayRecordComponent")
    record Slice(byte[] bytes, int from, int length) {
        boolean isObject() {
            return bytes[from] == '{';
        }
    }

    /** Values are slices, or maps like this one. */
    private final Map<String, Object> root;

    private Unfolded(Map<String, Object> root) {
        this.root = root;
    }

    static Unfolded empty() {
        return new Unfolded(new LinkedHashMap<>());
    }

    static Unfolded of(Slice object) {
        return new Unfolded(members(object));
    }

    /**
     * Adds a value; false, and nothing is changed, if there is another one in its place.
     *
     * @param path names from the object down, as JSON writes them
     */
    boolean add(List<String> path, Slice value) {
        return add(root, path, value);
    }

    private static boolean add(Map<String, Object> within, List<String> path, Slice value) {
        String name = path.getFirst();
        Object there = within.get(name);
        if (path.size() == 1 && there == null) {
            within.put(name, value);
            return true;
        }
        if (path.size() == 1 && !value.isObject()) {
            return false;
        }
        Map<String, Object> inner = there == null ? new LinkedHashMap<>() : object(there);
        if (inner == null) {
            return false;
        }
        boolean added = path.size() > 1 ? add(inner, path.subList(1, path.size()), value) : merge(inner, value);
        if (added) {
            within.put(name, inner);
        }
        return added;
    }

    private static boolean merge(Map<String, Object> into, Slice object) {
        Map<String, Object> more = members(object);
        if (more.keySet().stream().anyMatch(into::containsKey)) {
            return false;
        }
        into.putAll(more);
        return true;
    }

    @SuppressWarnings("unchecked")
    private static @org.jspecify.annotations.Nullable Map<String, Object> object(Object there) {
        return switch (there) {
            case Slice slice -> slice.isObject() ? members(slice) : null;
            default -> (Map<String, Object>) there;
        };
    }

    private static Map<String, Object> members(Slice object) {
        Map<String, Object> members = new LinkedHashMap<>();
        JsonParts parts = new JsonParts().of(object.bytes(), object.from(), object.length());
        while (parts.next()) {
            members.put(parts.name(), new Slice(parts.bytes(), parts.from(), parts.length()));
        }
        return members;
    }

    byte[] json() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(root, out);
        return out.toByteArray();
    }

    @SuppressWarnings("unchecked")
    private static void write(Map<String, Object> object, ByteArrayOutputStream out) {
        char before = '{';
        for (Map.Entry<String, Object> member : object.entrySet()) {
            out.write(before);
            before = ',';
            out.writeBytes(('"' + member.getKey() + "\":").getBytes(UTF_8));
            switch (member.getValue()) {
                case Slice slice -> out.write(slice.bytes(), slice.from(), slice.length());
                default -> write((Map<String, Object>) member.getValue(), out);
            }
        }
        if (object.isEmpty()) {
            out.write('{');
        }
        out.write('}');
    }
}
