package dev.tidemark.engine.state;

import dev.tidemark.api.Sealed;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Gap;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/** Writes a state in the form of Apache Iggy's connectors. */
final class ConnectorWriter {
    private final ConnectorDocument document;
    private final Set<String> fields;

    ConnectorWriter(ConnectorDocument document, Set<String> fields) {
        this.document = document;
        this.fields = fields;
    }

    byte[] document() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = StateWriter.byLine(bytes)) {
            json.writeStartObject();
            json.writeStringProperty("id", document.id());
            json.writeStringProperty("last_updated", Iso.text(document.lastUpdated()));
            json.writeNumberProperty("version", document.version());
            json.writeObjectPropertyStart("data");
            StateWriter.statistics(json, document.statistics(), fields);
            document.newest().ifPresent(time -> json.writeStringProperty("last_document_timestamp", Iso.text(time)));
            if (document.hasPositions()) {
                positions(json, new TreeMap<>(document.streams()));
            }
            json.writeEndObject();
            json.writeObjectPropertyStart("metadata");
            new TreeMap<>(document.metadata()).forEach((name, value) -> metadata(json, name, value));
            json.writeEndObject();
            json.writeEndObject();
        }
        return Sealed.seal(bytes.toByteArray());
    }

    private static void positions(JsonGenerator json, Map<String, CollectionState> streams) {
        json.writeObjectPropertyStart("cursor");
        streams.forEach((stream, state) -> state.cursor().ifPresent(cursor -> {
            json.writeName(stream);
            json.writeRawValue(cursor);
        }));
        json.writeEndObject();
        json.writeObjectPropertyStart("gaps");
        streams.forEach((stream, state) -> {
            if (!state.gaps().isEmpty()) {
                json.writeArrayPropertyStart(stream);
                for (Gap gap : state.gaps()) {
                    StateWriter.gap(json, gap);
                }
                json.writeEndArray();
            }
        });
        json.writeEndObject();
    }

    private static void metadata(JsonGenerator json, String name, String value) {
        if (name.equals("connector_id") && value.matches("\\d{1,9}")) {
            json.writeNumberProperty(name, Integer.parseInt(value));
        } else {
            json.writeStringProperty(name, value);
        }
    }
}
