package dev.tidemark.engine.commit;

import dev.tidemark.api.Sealed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Small JSON documents as sealed bytes. */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** The members of an object; a member that is missing or of another kind is an IllegalArgumentException. */
    public record Members(Map<String, @Nullable Object> values) {
        public String text(String name) {
            return value(name, String.class);
        }

        public long number(String name) {
            return value(name, Long.class);
        }

        public boolean flag(String name) {
            return value(name, Boolean.class);
        }

        public boolean has(String name) {
            return values.get(name) != null;
        }

        public Members object(String name) {
            return value(name, Members.class);
        }

        public <T> List<T> list(String name, Function<Object, T> element) {
            List<T> list = new ArrayList<>();
            for (Object each : value(name, List.class)) {
                list.add(element.apply(each));
            }
            return list;
        }

        public Map<String, Long> numbers(String name) {
            Members object = object(name);
            Map<String, Long> numbers = new LinkedHashMap<>();
            object.values().keySet().forEach(key -> numbers.put(key, object.number(key)));
            return numbers;
        }

        public <T> Map<String, T> map(String name, Function<Members, T> element) {
            Members object = object(name);
            Map<String, T> map = new LinkedHashMap<>();
            object.values().keySet().forEach(key -> map.put(key, element.apply(object.object(key))));
            return map;
        }

        private <T> T value(String name, Class<T> type) {
            Object value = values.get(name);
            if (!type.isInstance(value)) {
                throw new IllegalArgumentException(
                        "its member '" + name + "' is " + value + ", not a " + type.getSimpleName());
            }
            return type.cast(value);
        }
    }

    private Json() {}

    /** Writes the members of an object, and seals it. */
    public static byte[] sealed(Consumer<JsonGenerator> members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            members.accept(out);
            out.writeEndObject();
        }
        return Sealed.seal(bytes.toByteArray());
    }

    /** Writes values, one after the other, and ends the line. */
    static byte[] line(Consumer<JsonGenerator> values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            values.accept(out);
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    /** What is done with one of several objects. */
    interface Work {
        void with(Members object) throws IOException;
    }

    /** Reads objects, one after the other. @throws IllegalArgumentException if there is anything else */
    static void each(InputStream document, Work work) throws IOException {
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), document)) {
            while (in.nextToken() != null) {
                if (in.currentToken() != JsonToken.START_OBJECT) {
                    throw new IllegalArgumentException("it holds a " + in.currentToken());
                }
                work.with(object(in));
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    public static void write(JsonGenerator out, String name, Map<String, Long> numbers) {
        out.writeObjectPropertyStart(name);
        new TreeMap<>(numbers).forEach(out::writeNumberProperty);
        out.writeEndObject();
    }

    static void write(JsonGenerator out, String name, List<String> texts) {
        out.writeArrayPropertyStart(name);
        texts.forEach(out::writeString);
        out.writeEndArray();
    }

    /** @throws IllegalArgumentException if it is not a sealed object, or was changed */
    public static Members read(byte[] document) {
        if (!Sealed.intact(document)) {
            throw new IllegalArgumentException("its checksum does not fit its " + document.length + " bytes");
        }
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), document)) {
            in.nextToken();
            return object(in);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is not the JSON it should be: " + e.getOriginalMessage(), e);
        }
    }

    private static Members object(JsonParser in) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            values.put(name, value(in));
        }
        return new Members(values);
    }

    private static List<@Nullable Object> array(JsonParser in) {
        List<@Nullable Object> values = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(in));
        }
        return values;
    }

    private static @Nullable Object value(JsonParser in) {
        return switch (in.currentToken()) {
            case START_OBJECT -> object(in);
            case START_ARRAY -> array(in);
            case VALUE_STRING -> in.getString();
            case VALUE_NUMBER_INT -> in.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new IllegalArgumentException("it holds a " + in.currentToken());
        };
    }
}
