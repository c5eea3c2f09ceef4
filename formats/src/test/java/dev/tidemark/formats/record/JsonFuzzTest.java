package dev.tidemark.formats.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.formats.Input.Tail;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Random objects, whole and broken, read as Jackson reads them. */
class JsonFuzzTest {
    private static final long SEED = 20261120;
    private static final String[] WANTED = {"a", "b", "long-name-of-a-member", "", "o.a", "o.b.c", "é"};
    private static final String[] NAMES = {
        "a", "b", "c", "long-name-of-a-member", "long-name-of-a-membes", "o", "é", "x\\\"y"
    };
    private static final String BYTES = "{}[]:,\"\\ tfnu0123456789.eE+-abxyz\t\n/";

    private final JsonFactory jackson = new JsonFactory();

    @Test
    void wholeAndBrokenObjectsAreReadAsJacksonReadsThem() throws IOException {
        Random random = new Random(SEED);
        RecordReader reader = Formats.of(new JsonLines()).reader(List.of(WANTED));
        int whole = 0;
        for (int round = 0; round < 30_000; round++) {
            StringBuilder json = new StringBuilder();
            object(random, json, 0);
            String text = random.nextInt(3) > 0 ? mutated(json, random) : json.toString();
            if (text.indexOf('\n') >= 0 || text.isBlank()) {
                continue;
            }
            Map<String, String> expected = byJackson(text.getBytes(UTF_8));
            Read read = Read.with(reader, "x", text.getBytes(UTF_8), 0, Tail.RECORD, WANTED);
            String place = "seed " + SEED + ", round " + round + ": " + text + " " + read.problems;
            if (place.contains("half of a surrogate pair")) {
                continue; // Jackson lets it through as a character that no UTF-8 can hold
            }
            assertThat(read.records.isEmpty()).as(place).isEqualTo(expected.isEmpty());
            if (!expected.isEmpty()) {
                whole++;
                assertThat(read.records.getFirst()).as(place).isEqualTo(expected);
            }
        }
        assertThat(whole).isBetween(8_000, 25_000);
    }

    private static String mutated(StringBuilder json, Random random) {
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(json.length());
            char other = BYTES.charAt(random.nextInt(BYTES.length()));
            switch (random.nextInt(4)) {
                case 0 -> json.setCharAt(at, other);
                case 1 -> json.insert(at, other);
                case 2 -> json.setLength(Math.max(1, at));
                default -> json.deleteCharAt(json.length() > 1 ? at : 0).append(json.isEmpty() ? "{" : "");
            }
        }
        return json.toString();
    }

    private static void object(Random random, StringBuilder out, int depth) {
        out.append('{');
        for (int i = random.nextInt(6); i > 0; i--) {
            out.append('"').append(NAMES[random.nextInt(NAMES.length)]).append('"');
            space(random, out);
            out.append(':');
            space(random, out);
            value(random, out, depth);
            out.append(i > 1 ? "," : "");
        }
        out.append('}');
    }

    private static void value(Random random, StringBuilder out, int depth) {
        switch (random.nextInt(depth > 3 ? 5 : 8)) {
            case 0 -> out.append(random.nextLong());
            case 1 -> out.append(random.nextBoolean() ? "1.5e-3" : "-0.25E7");
            case 2 -> out.append(random.nextBoolean() ? "true" : random.nextBoolean() ? "false" : "null");
            case 3, 4 -> text(random, out);
            case 5 -> {
                out.append('[');
                for (int i = random.nextInt(4); i > 0; i--) {
                    value(random, out, depth + 1);
                    out.append(i > 1 ? "," : "");
                }
                out.append(']');
            }
            default -> object(random, out, depth + 1);
        }
        space(random, out);
    }

    private static void text(Random random, StringBuilder out) {
        String[] parts = {
            "abc", "\\n", "é", "😀", "\\u00e9", "\\ud83d\\ude00", "\\\"", "\\\\", " ", "{}", "[,]", "12345678"
        };
        out.append('"');
        for (int i = random.nextInt(5); i > 0; i--) {
            out.append(parts[random.nextInt(parts.length)]);
        }
        out.append('"');
    }

    private static void space(Random random, StringBuilder out) {
        out.append(random.nextInt(10) == 0 ? " \t" : "");
    }

    /** The wanted fields; empty if it is not one whole object. */
    private Map<String, String> byJackson(byte[] json) {
        Map<String, String> found = new LinkedHashMap<>();
        try (JsonParser parser = jackson.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Map.of();
            }
            found.put("", members(parser, json, null, found));
            return parser.nextToken() == null ? found : Map.of();
        } catch (JacksonException e) {
            return Map.of();
        }
    }

    /** Collects the members of an object, whose text is returned. */
    private static String members(JsonParser parser, byte[] json, @Nullable String path, Map<String, String> found) {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String member = (path == null ? "" : path + ".") + parser.currentName();
            parser.nextToken();
            // Of members with one name the last counts, whatever the earlier ones held.
            found.keySet().removeIf(name -> name.equals(member) || name.startsWith(member + "."));
            int from = (int) parser.currentTokenLocation().getByteOffset();
            put(
                    member,
                    switch (parser.currentToken()) {
                        case START_OBJECT -> members(parser, json, member, found);
                        case START_ARRAY -> slice(json, from, parser.skipChildren());
                        case VALUE_NULL -> "NULL";
                        default -> parser.getString();
                    },
                    found);
        }
        return slice(json, start, parser);
    }

    private static void put(String name, String value, Map<String, String> found) {
        for (String wanted : WANTED) {
            if (wanted.equals(name) && !name.isEmpty()) {
                found.put(name, value);
            }
        }
    }

    private static String slice(byte[] json, int from, JsonParser parser) {
        return new String(json, from, (int) parser.currentLocation().getByteOffset() - from, UTF_8);
    }
}
