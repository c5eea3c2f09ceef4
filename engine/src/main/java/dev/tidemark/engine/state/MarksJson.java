package dev.tidemark.engine.state;

import dev.tidemark.api.state.Mark;
import dev.tidemark.api.state.Marks;
import tools.jackson.core.JsonGenerator;

/**
 * Writes marks as groups of ids that begin alike, up to their last slash:
 * {@code [{"under": "logs/app/", "objects": [["a.log", time, size, next, tag], …]}, …]}. A million paths are a third
 * smaller that way; being lists and not members, they are also read without filling the parser's table of names.
 */
final class MarksJson {
    private final JsonGenerator json;
    private String under = "";
    private boolean open;

    private MarksJson(JsonGenerator json) {
        this.json = json;
    }

    static void write(JsonGenerator json, Marks marks) {
        MarksJson writer = new MarksJson(json);
        json.writeStartArray();
        marks.forEach(writer::mark);
        writer.endGroup();
        json.writeEndArray();
    }

    private void mark(String id, Mark mark) {
        int slash = id.lastIndexOf('/') + 1;
        if (!open || slash != under.length() || !id.startsWith(under)) {
            endGroup();
            begin(id.substring(0, slash));
        }
        json.writeStartArray();
        json.writeString(id.substring(slash));
        json.writeString(Iso.text(mark.time()));
        json.writeNumber(mark.size());
        json.writeNumber(mark.next());
        json.writeString(mark.tag());
        json.writeEndArray();
    }

    private void begin(String group) {
        under = group;
        open = true;
        json.writeStartObject();
        if (!group.isEmpty()) {
            json.writeStringProperty("under", group);
        }
        json.writeName("objects");
        json.writeStartArray();
    }

    private void endGroup() {
        if (open) {
            json.writeEndArray();
            json.writeEndObject();
        }
    }
}
