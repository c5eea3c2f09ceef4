package dev.tidemark.formats.expression;

import static dev.tidemark.formats.expression.Functions.strict;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions over JSON texts. */
final class JsonFunctions {
    private JsonFunctions() {}

    static List<Function> all() {
        return List.of(
                strict(
                        "json_extract",
                        "json, path",
                        2,
                        2,
                        "a part as JSON; `json -> path` is the same; a list where the path has `[*]`",
                        a -> JsonPath.of(a.text(1)).find(a.slice(0))),
                strict(
                        "json_extract_string",
                        "json, path",
                        2,
                        2,
                        "a part as text; `json ->> path` is the same",
                        a -> string(JsonPath.of(a.text(1)).find(a.slice(0)))),
                strict(
                        "to_json",
                        "value",
                        1,
                        1,
                        "the value as JSON; a text becomes a JSON string",
                        a -> Casts.json(a.value(0))));
    }

    /** The content of a JSON string, other JSON as written, NULL for null. */
    static @Nullable Value string(@Nullable Value json) {
        if (json instanceof Value.Items items) {
            List<Value> texts = new ArrayList<>(items.values().size());
            for (Value item : items.values()) {
                Value text = string(item);
                if (text != null) {
                    texts.add(text);
                }
            }
            return new Value.Items(texts);
        }
        if (!(json instanceof Value.Json text)) {
            return json;
        }
        byte[] bytes = text.bytes();
        if (bytes[text.from()] == 'n') {
            return null;
        }
        return bytes[text.from()] == '"' ? JsonPath.content(text) : Casts.text(text);
    }
}
