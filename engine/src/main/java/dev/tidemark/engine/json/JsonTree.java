package dev.tidemark.engine.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Small JSON documents of others: maps, lists, and texts of all other values. */
public final class JsonTree {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonTree() {}

    /** @throws IllegalArgumentException if it is no JSON object */
    public static Map<?, ?> object(byte[] document) {
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), document)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("it is no JSON object");
            }
            Map<?, ?> object = object(in);
            if (in.nextToken() != null) {
                throw new IllegalArgumentException("something follows the JSON object");
            }
            return object;
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    /** The objects in a list. @throws IllegalArgumentException if it is anything else */
    public static List<Map<?, ?>> list(byte[] document) {
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), document)) {
            if (in.nextToken() != JsonToken.START_ARRAY) {
                throw new IllegalArgumentException("it is no JSON list");
            }
            List<Map<?, ?>> objects = new ArrayList<>();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                if (in.currentToken() != JsonToken.START_OBJECT) {
                    throw new IllegalArgumentException("its list holds something that is no object");
                }
                objects.add(object(in));
            }
            return objects;
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    /** A member that is an object, empty if there is none. */
    public static Map<?, ?> member(Map<?, ?> object, String name) {
        return object.get(name) instanceof Map<?, ?> member ? member : Map.of();
    }

    /**
     * A member that is a whole number, empty if there is none.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public static OptionalLong number(Map<?, ?> object, String name) {
        Object value = object.get(name);
        if (value == null) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(value.toString()));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("its member '" + name + "' is " + value + ", not a whole number", e);
        }
    }

    /** A member that is a text, empty if there is none. */
    public static String text(Map<?, ?> object, String name) {
        return object.get(name) instanceof String text ? text : "";
    }

    /** The objects in a member that is a list. */
    public static List<Map<?, ?>> objects(Map<?, ?> object, String name) {
        List<Map<?, ?>> objects = new ArrayList<>();
        if (object.get(name) instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof Map<?, ?> member) {
                    objects.add(member);
                }
            }
        }
        return objects;
    }

    private static Map<String, @Nullable Object> object(JsonParser in) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            members.put(name, value(in));
        }
        return members;
    }

    private static @Nullable Object value(JsonParser in) {
        return switch (in.currentToken()) {
            case START_OBJECT -> object(in);
            case START_ARRAY -> {
                List<@Nullable Object> values = new ArrayList<>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    values.add(value(in));
                }
                yield values;
            }
            case VALUE_NULL -> null;
            default -> in.getString();
        };
    }
}
