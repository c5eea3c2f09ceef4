package dev.tidemark.engine.commit;

import dev.tidemark.api.Event.RowCounts;
import dev.tidemark.api.Range;
import dev.tidemark.api.Staged;
import dev.tidemark.api.state.Granularity;
import dev.tidemark.api.state.Increment;
import dev.tidemark.api.state.Mark;
import java.time.Instant;
import java.util.Optional;
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
            manifest.replaced().ifPresent(range -> write(out, range));
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
                in.has("replaced") ? Optional.of(range(in.object("replaced"))) : Optional.empty());
    }

    private static void write(JsonGenerator out, Range replaced) {
        out.writeObjectPropertyStart("replaced");
        out.writeStringProperty("from", replaced.from().toString());
        out.writeStringProperty("to", replaced.to().toString());
        out.writeEndObject();
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
        chunk.artifacts().forEach(artifact -> {
            out.writeStartObject();
            out.writeStringProperty("location", artifact.location());
            write(out, artifact.rows());
            out.writeEndObject();
        });
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
                in.list("artifacts", each -> artifact((Json.Members) each)),
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

    private static ArtifactRows artifact(Json.Members in) {
        return new ArtifactRows(in.text("location"), rows(in.object("rows")));
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
        out.writeEndObject();
    }

    private static Increment increment(Json.Members in) {
        return new Increment(
                Increment.Order.valueOf(in.text("order")),
                Granularity.valueOf(in.text("granularity")),
                Instant.parse(in.text("start")),
                Instant.parse(in.text("end")),
                in.map("objects", ManifestJson::mark));
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
