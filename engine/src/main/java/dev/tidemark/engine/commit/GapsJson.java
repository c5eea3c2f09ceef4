package dev.tidemark.engine.commit;

import dev.tidemark.api.state.Gap;
import java.time.Instant;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** What is out of reach, within a manifest. */
final class GapsJson {
    private static final String NAME = "gaps";

    private GapsJson() {}

    static void write(JsonGenerator out, List<Gap> gaps) {
        out.writeArrayPropertyStart(NAME);
        for (Gap gap : gaps) {
            out.writeStartObject();
            out.writeStringProperty("start", gap.start().toString());
            out.writeStringProperty("end", gap.end().toString());
            out.writeStringProperty("reason", gap.reason());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** Manifests of earlier versions have none. */
    static List<Gap> read(Json.Members in) {
        return in.has(NAME) ? in.list(NAME, each -> gap((Json.Members) each)) : List.of();
    }

    private static Gap gap(Json.Members in) {
        return new Gap(Instant.parse(in.text("start")), Instant.parse(in.text("end")), in.text("reason"));
    }
}
