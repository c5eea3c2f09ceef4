package dev.tidemark.engine.commit;

import dev.tidemark.api.Event.RowCounts;
import dev.tidemark.api.state.Mark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * What was read of artifacts, by stream: {@code {"stream": …, "rows": [[location, id, read, stored, filtered,
 * quarantined, time, size, next, tag], …]}}. The id is null where it is the location; what follows the counts is left
 * out where there is no mark. As lists a million of them take half the room.
 */
final class ArtifactRowsJson {
    private static final int COUNTS_ONLY = 6;

    private ArtifactRowsJson() {}

    /** Writes an object for each stream. */
    static void write(JsonGenerator out, List<ArtifactRows> artifacts) {
        Map<String, List<ArtifactRows>> streams = new LinkedHashMap<>();
        artifacts.forEach(each -> streams.computeIfAbsent(each.stream(), stream -> new ArrayList<>())
                .add(each));
        streams.forEach((stream, rows) -> {
            out.writeStartObject();
            out.writeStringProperty("stream", stream);
            out.writeArrayPropertyStart("rows");
            rows.forEach(each -> write(out, each));
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private static void write(JsonGenerator out, ArtifactRows artifact) {
        out.writeStartArray();
        out.writeString(artifact.location());
        out.writeString(artifact.id().equals(artifact.location()) ? null : artifact.id());
        RowCounts rows = artifact.rows();
        out.writeNumber(rows.read());
        out.writeNumber(rows.stored());
        out.writeNumber(rows.filtered());
        out.writeNumber(rows.quarantined());
        artifact.mark().ifPresent(mark -> {
            out.writeString(mark.time().toString());
            out.writeNumber(mark.size());
            out.writeNumber(mark.next());
            out.writeString(mark.tag());
        });
        out.writeEndArray();
    }

    /** The artifacts of one stream. */
    static List<ArtifactRows> read(Json.Members in) {
        String stream = in.text("stream");
        return in.list("rows", each -> artifact(stream, (List<?>) each));
    }

    private static ArtifactRows artifact(String stream, List<?> values) {
        String location = (String) values.getFirst();
        String id = values.get(1) instanceof String other ? other : location;
        RowCounts rows = new RowCounts(number(values, 2), number(values, 3), number(values, 4), number(values, 5));
        Optional<Mark> mark = values.size() == COUNTS_ONLY
                ? Optional.empty()
                : Optional.of(
                        new Mark(Instant.parse((String) values.get(6)), number(values, 7), number(values, 8), (String)
                                values.get(9)));
        return new ArtifactRows(stream, id, location, mark, rows);
    }

    private static long number(List<?> values, int at) {
        return (Long) values.get(at);
    }
}
