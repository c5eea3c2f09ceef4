package dev.tidemark.elastic.state;

import dev.tidemark.api.Sealed;
import dev.tidemark.elastic.http.JsonObject;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A value as a document of the index.
 *
 * @param stateId empty if the state has none
 * @param write   names the save that wrote it
 * @param value   sealed JSON
 */
@SuppressWarnings("ArrayRecordComponent")
record StateRecord(String stateId, String key, String write, Instant updated, byte[] value) {
    private static final int FORMAT = 1;
    private static final JsonFactory FACTORY = new JsonFactory();

    /** The name of a key's document. Keys have no colon, and no '@'. */
    static String id(String stateId, String key) {
        return key.replace('/', ':') + "@" + stateId;
    }

    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            out.writeNumberProperty("format", FORMAT);
            out.writeStringProperty("state_id", stateId);
            out.writeStringProperty("key", key);
            out.writeStringProperty("write", write);
            out.writeStringProperty("updated", updated.toString());
            out.writeNumberProperty("bytes", value.length);
            Packing packing = Packing.of(value);
            out.writeStringProperty(packing.member(), packing.pack(value));
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException if it is not what {@link #encode} makes, or the value is not whole */
    static StateRecord decode(JsonObject source) {
        if (source.number("format") != FORMAT) {
            throw new IllegalArgumentException("it has the form " + source.number("format")
                    + " of a newer version of Tidemark, this one reads " + FORMAT);
        }
        byte[] value = Packing.in(source).unpack(source, source.number("bytes"));
        if (!Sealed.intact(value)) {
            throw new IllegalArgumentException("its checksum does not fit its " + value.length + " bytes");
        }
        return new StateRecord(
                source.text("state_id"),
                source.text("key"),
                source.text("write"),
                Instant.parse(source.text("updated")),
                value);
    }
}
