package dev.tidemark.elastic.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.elastic.http.JsonObject;
import java.io.StringWriter;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * How far an index is read by a field that rises.
 *
 * @param uuid  of the index
 * @param field that rises
 * @param last  the value up to which documents are read; empty if none is
 */
record CursorPosition(String uuid, String field, Optional<CursorValue> last) {
    private static final JsonFactory FACTORY = new JsonFactory();

    static CursorPosition first(String uuid, String field) {
        return new CursorPosition(uuid, field, Optional.empty());
    }

    CursorPosition at(CursorValue value) {
        return new CursorPosition(uuid, field, Optional.of(value));
    }

    /** Whether a value lies behind it. */
    boolean isBefore(CursorValue value) {
        return last.isEmpty() || last.get().compareTo(value) < 0;
    }

    String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            out.writeStringProperty("mode", Mode.CURSOR.toString());
            out.writeStringProperty("uuid", uuid);
            out.writeStringProperty("field", field);
            // Within a text, so that nobody who reads this as JSON rounds it.
            last.ifPresent(value -> out.writeStringProperty("last", value.json()));
            out.writeEndObject();
        }
        return text.toString();
    }

    /** @throws IllegalArgumentException if it is no position by a field that rises */
    static CursorPosition parse(String json) {
        JsonObject position = JsonObject.parse(json.getBytes(UTF_8));
        if (!position.textOr("mode", "").equals(Mode.CURSOR.toString())) {
            throw new IllegalArgumentException("its member 'mode' is not " + Mode.CURSOR);
        }
        return new CursorPosition(
                position.text("uuid"),
                position.text("field"),
                position.has("last") ? Optional.of(new CursorValue(position.text("last"))) : Optional.empty());
    }
}
