package dev.tidemark.engine.commit;

import dev.tidemark.api.Event.RowCounts;
import dev.tidemark.api.Range;
import dev.tidemark.api.Replaced;
import dev.tidemark.api.Staged;
import dev.tidemark.api.state.Granularity;
import dev.tidemark.api.state.Increment;
import dev.tidemark.api.state.Mark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/** A manifest as sealed JSON. */
final class ManifestJson {
    private ManifestJson() {}

    static byte[] encode(Manifest manifest) {
        return Json.sealed(out -> {
            out.writeStringProperty("source", manifest.source());
            out.writeNumberProperty("number", manifest.number());
            out.writeStringProperty("after", manifest.after());
            out.writeStringProperty("created", manifest.created().toString());
            Json.write(out, "changes", manifest.changes());
            write(out, manifest.replaced());
            if (!manifest.covered().isEmpty()) {
                writeCovered(out, manifest.covered());
            }
            manifest.base().ifPresent(base -> BaseJson.write(out, base));
            out.writeArrayPropertyStart("chunks");
            manifest.chunks().forEach(chunk -> write(out, chunk));
            out.writeEndArray();
        });
    }

    /** @throws IllegalArgumentException if it is not a manifest */
    static Manifest decode(byte[] document) {
        Json.Members in = Json.read(document);
        return new Manifest(
                in.text("source"),
                in.number("number"),
                in.text("after"),
                Instant.parse(in.text("created")),
                in.numbers("changes"),
                in.list("chunks", each -> chunk((Json.Members) each)),
                replacement(in),
                in.has("covered") ? covered(in.object("covered")) : Map.of(),
                in.has("base") ? Optional.of(BaseJson.read(in.object("base"))) : Optional.empty());
    }

    private static void writeCovered(JsonGenerator out, Map<String, List<Covered>> covered) {
        out.writeObjectPropertyStart("covered");
        new TreeMap<>(covered).forEach((stream, ranges) -> {
            out.writeArrayPropertyStart(stream);
            for (Covered each : ranges) {
                out.writeStartObject();
                write(out, each.range());
                out.writeStringProperty("granularity", each.granularity().name());
                out.writeEndObject();
            }
            out.writeEndArray();
        });
        out.writeEndObject();
    }

    private static Map<String, List<Covered>> covered(Json.Members in) {
        Map<String, List<Covered>> covered = new TreeMap<>();
        for (String stream : in.values().keySet()) {
            covered.put(stream, in.list(stream, each -> stretch((Json.Members) each)));
        }
        return covered;
    }

    private static Covered stretch(Json.Members in) {
        return new Covered(range(in), Granularity.valueOf(in.text("granularity")));
    }

    private static void write(JsonGenerator out, Replacement replacement) {
        replacement.forgotten().ifPresent(range -> {
            out.writeObjectPropertyStart("forgotten");
            write(out, range);
            out.writeEndObject();
        });
        if (!replacement.rows().isEmpty()) {
            out.writeArrayPropertyStart("replaced");
            replacement.rows().forEach(each -> write(out, each));
            out.writeEndArray();
        }
    }

    static void write(JsonGenerator out, Replaced replaced) {
        out.writeStartObject();
        write(out, replaced.rows());
        out.writeArrayPropertyStart("locations");
        replaced.locations().stream().sorted().forEach(out::writeString);
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, Range range) {
        out.writeStringProperty("from", range.from().toString());
        out.writeStringProperty("to", range.to().toString());
    }

    private static Replacement replacement(Json.Members in) {
        Optional<Range> forgotten = in.has("forgotten") ? Optional.of(range(in.object("forgotten"))) : Optional.empty();
        return new Replacement(
                forgotten, in.has("replaced") ? in.list("replaced", each -> replaced((Json.Members) each)) : List.of());
    }

    static Replaced replaced(Json.Members in) {
        return new Replaced(Set.copyOf(in.list("locations", String.class::cast)), range(in));
    }

    private static Range range(Json.Members in) {
        return new Range(Instant.parse(in.text("from")), Instant.parse(in.text("to")));
    }

    private static void write(JsonGenerator out, Prepared chunk) {
        out.writeStartObject();
        out.writeNumberProperty("chunk", chunk.chunk());
        chunk.staged().ifPresent(staged -> write(out, staged));
        write(out, chunk.rows());
        out.writeObjectPropertyStart("increments");
        new TreeMap<>(chunk.increments()).forEach((stream, increment) -> write(out, stream, increment));
        out.writeEndObject();
        out.writeArrayPropertyStart("quarantine");
        chunk.quarantine().forEach(out::writeString);
        out.writeEndArray();
        out.writeArrayPropertyStart("resolved");
        chunk.resolved().forEach(out::writeString);
        out.writeEndArray();
        out.writeArrayPropertyStart("artifacts");
        ArtifactRowsJson.write(out, chunk.artifacts());
        out.writeEndArray();
        out.writeEndObject();
    }

    private static Prepared chunk(Json.Members in) {
        return new Prepared(
                in.number("chunk"),
                in.has("staged") ? Optional.of(staged(in.object("staged"))) : Optional.empty(),
                rows(in.object("rows")),
                in.map("increments", ManifestJson::increment),
                in.list("quarantine", String.class::cast),
                artifacts(in),
                in.list("resolved", String.class::cast));
    }

    private static void write(JsonGenerator out, Staged staged) {
        out.writeObjectPropertyStart("staged");
        out.writeStringProperty("table", staged.table());
        out.writeNumberProperty("rows", staged.rows());
        out.writeNumberProperty("bytes", staged.bytes());
        out.writeStringProperty("contents", staged.contents());
        out.writeEndObject();
    }

    private static Staged staged(Json.Members in) {
        return new Staged(in.text("table"), in.number("rows"), in.number("bytes"), in.text("contents"));
    }

    private static List<ArtifactRows> artifacts(Json.Members in) {
        List<ArtifactRows> all = new ArrayList<>();
        in.list("artifacts", each -> all.addAll(ArtifactRowsJson.read((Json.Members) each)));
        return all;
    }

    private static void write(JsonGenerator out, RowCounts rows) {
        out.writeObjectPropertyStart("rows");
        out.writeNumberProperty("read", rows.read());
        out.writeNumberProperty("stored", rows.stored());
        out.writeNumberProperty("filtered", rows.filtered());
        out.writeNumberProperty("quarantined", rows.quarantined());
        out.writeEndObject();
    }

    private static RowCounts rows(Json.Members in) {
        return new RowCounts(in.number("read"), in.number("stored"), in.number("filtered"), in.number("quarantined"));
    }

    private static void write(JsonGenerator out, String stream, Increment increment) {
        out.writeObjectPropertyStart(stream);
        out.writeStringProperty("order", increment.order().name());
        out.writeStringProperty("granularity", increment.granularity().name());
        out.writeStringProperty("start", increment.start().toString());
        out.writeStringProperty("end", increment.end().toString());
        out.writeObjectPropertyStart("objects");
        new TreeMap<>(increment.objects()).forEach((id, mark) -> write(out, id, mark));
        out.writeEndObject();
        increment.cursor().ifPresent(cursor -> out.writeStringProperty("cursor", cursor));
        if (!increment.gaps().isEmpty()) {
            GapsJson.write(out, increment.gaps());
        }
        out.writeEndObject();
    }

    private static Increment increment(Json.Members in) {
        return new Increment(
                Increment.Order.valueOf(in.text("order")),
                Granularity.valueOf(in.text("granularity")),
                Instant.parse(in.text("start")),
                Instant.parse(in.text("end")),
                in.map("objects", ManifestJson::mark),
                in.has("cursor") ? Optional.of(in.text("cursor")) : Optional.empty(),
                GapsJson.read(in));
    }

    private static void write(JsonGenerator out, String id, Mark mark) {
        out.writeObjectPropertyStart(id);
        out.writeStringProperty("time", mark.time().toString());
        out.writeNumberProperty("size", mark.size());
        out.writeNumberProperty("next", mark.next());
        out.writeStringProperty("tag", mark.tag());
        out.writeEndObject();
    }

    private static Mark mark(Json.Members in) {
        return new Mark(Instant.parse(in.text("time")), in.number("size"), in.number("next"), in.text("tag"));
    }
}
