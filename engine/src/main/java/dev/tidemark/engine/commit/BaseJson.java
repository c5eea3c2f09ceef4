package dev.tidemark.engine.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.engine.state.StateDocument;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/** A base within a manifest; its documents are text, for each has a checksum of its own. */
final class BaseJson {
    private BaseJson() {}

    static void write(JsonGenerator out, Base base) {
        out.writeObjectPropertyStart("base");
        out.writeStringProperty("change", base.change().name());
        out.writeNumberProperty("claim", base.claim());
        out.writeStringProperty("counted", base.counted());
        Json.write(out, "quarantine", base.quarantine());
        Json.write(out, "accounts", base.accounts());
        out.writeObjectPropertyStart("documents");
        new TreeMap<>(base.documents())
                .forEach((stream, document) -> out.writeStringProperty(stream, new String(document.encode(), UTF_8)));
        out.writeEndObject();
        out.writeEndObject();
    }

    static Base read(Json.Members in) {
        Json.Members texts = in.object("documents");
        Map<String, StateDocument> documents = new TreeMap<>();
        texts.values().keySet().forEach(stream -> documents.put(stream, document(stream, texts.text(stream))));
        return new Base(
                Change.valueOf(in.text("change")),
                in.number("claim"),
                in.text("counted"),
                in.list("quarantine", String.class::cast),
                in.list("accounts", String.class::cast),
                documents);
    }

    private static StateDocument document(String stream, String text) {
        try {
            return StateDocument.decode("the document of stream " + stream + " in it", text.getBytes(UTF_8));
        } catch (CorruptStateException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
