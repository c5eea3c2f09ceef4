package dev.tidemark.formats.expression;

import static dev.tidemark.formats.expression.Functions.strict;

import dev.tidemark.formats.value.UnfitValueException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Functions over JSON texts. */
final class JsonFunctions {
    private static final Map<String, JsonPath.Form> PARTS =
            Map.of("json_extract", JsonPath.Form.JSON, "json_extract_string", JsonPath.Form.TEXT);

    private JsonFunctions() {}

    /** A call with a path that is written in the expression itself: it is read once. Empty for others. */
    static Optional<Node> prepared(Function function, List<Node> arguments) {
        JsonPath.Form form = PARTS.get(function.name());
        if (form == null
                || !(arguments.get(1) instanceof Node.Literal path)
                || !(path.value() instanceof Value.Text text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Node.Part(arguments.get(0), JsonPath.of(text.toString()), form));
        } catch (UnfitValueException wrong) {
            return Optional.empty(); // told of each record, as of a path that is calculated
        }
    }

    static List<Function> all() {
        return List.of(
                strict(
                        "json_extract",
                        "json, path",
                        2,
                        2,
                        "a part as JSON; `json -> path` is the same; a list where the path has `[*]`",
                        a -> JsonPath.of(a.text(1)).find(a.slice(0), JsonPath.Form.JSON)),
                strict(
                        "json_extract_string",
                        "json, path",
                        2,
                        2,
                        "a part as text; `json ->> path` is the same",
                        a -> JsonPath.of(a.text(1)).find(a.slice(0), JsonPath.Form.TEXT)),
                strict(
                        "to_json",
                        "value",
                        1,
                        1,
                        "the value as JSON; a text becomes a JSON string",
                        a -> Casts.json(a.value(0))));
    }
}
