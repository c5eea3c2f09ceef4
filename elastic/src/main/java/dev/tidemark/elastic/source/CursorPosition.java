package dev.tidemark.elastic.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.elastic.http.JsonObject;
import java.io.StringWriter;
import java.time.Instant;
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
 * @param unread the highest value that was seen beyond that; empty if none was
 * @param fate  of the index
 */
record CursorPosition(String uuid, String field, Optional<CursorValue> last, Optional<CursorValue> unread, Fate fate)
        implements Extent {
    private static final JsonFactory FACTORY = new JsonFactory();

    static CursorPosition first(String uuid, String field) {
        return new CursorPosition(uuid, field, Optional.empty(), Optional.empty(), Fate.OPEN);
    }

    CursorPosition at(CursorValue value) {
        return new CursorPosition(uuid, field, Optional.of(value), unread, fate);
    }

    /**
     * The same, of an index that has a highest value; if that is not beyond what is read, it is read to its end.
     *
     * @param now when it was asked for
     */
    CursorPosition seeing(Optional<CursorValue> highest, Instant now) {
        Optional<CursorValue> beyond = highest.filter(this::isBefore);
        boolean ends = beyond.isEmpty() && (unread.isPresent() || fate.whole().isEmpty() && last.isPresent());
        return new CursorPosition(uuid, field, last, beyond, ends ? fate.wholeAt(now) : fate);
    }

    @Override
    public Rest rest() {
        return new Rest(
                unread.map(highest ->
                        last.map(value -> "by " + field + " up to " + value).orElse("nothing of it")
                                + ", and it had documents with " + field + " up to " + highest),
                fate);
    }

    @Override
    public CursorPosition goneAt(Instant time) {
        return new CursorPosition(uuid, field, last, unread, fate.goneAt(time));
    }

    CursorPosition back() {
        return new CursorPosition(uuid, field, last, unread, fate.back());
    }

    /** Whether a value lies behind it. */
    boolean isBefore(CursorValue value) {
        return last.isEmpty() || last.get().compareTo(value) < 0;
    }

    @Override
    public String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            out.writeStringProperty("mode", Mode.CURSOR.toString());
            out.writeStringProperty("uuid", uuid);
            out.writeStringProperty("field", field);
            // Within a text, so that nobody who reads this as JSON rounds it.
            last.ifPresent(value -> out.writeStringProperty("last", value.json()));
            unread.ifPresent(value -> out.writeStringProperty("unread", value.json()));
            fate.write(out);
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
                value(position, "last"),
                value(position, "unread"),
                Fate.read(position));
    }

    private static Optional<CursorValue> value(JsonObject position, String name) {
        return position.has(name) ? Optional.of(new CursorValue(position.text(name))) : Optional.empty();
    }
}
