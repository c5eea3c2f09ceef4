package dev.tidemark.engine.commit;

import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Gap;
import dev.tidemark.api.state.Granularity;
import dev.tidemark.api.state.Mark;
import dev.tidemark.api.state.Marks;
import dev.tidemark.api.state.Region;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/** TEMPORARY: replaced by the state document of the engine. */
record Document(String stream, long version, CollectionState state) {
    byte[] encode() {
        return Json.sealed(out -> {
            out.writeStringProperty("stream", stream);
            out.writeNumberProperty("version", version);
            out.writeArrayPropertyStart("regions");
            for (Region region : state.regions()) {
                out.writeStartObject();
                out.writeStringProperty("start", region.start().toString());
                out.writeStringProperty("end", region.end().toString());
                out.writeStringProperty("granularity", region.granularity().name());
                write(out, "startObjects", region.startObjects());
                write(out, "endObjects", region.endObjects());
                out.writeEndObject();
            }
            out.writeEndArray();
            write(out, "ids", state.ids());
        });
    }

    private static void write(JsonGenerator out, String name, Marks marks) {
        out.writeObjectPropertyStart(name);
        TreeMap<String, Mark> sorted = new TreeMap<>();
        marks.forEach(sorted::put);
        sorted.forEach((id, mark) -> {
            out.writeObjectPropertyStart(id);
            out.writeStringProperty("time", mark.time().toString());
            out.writeNumberProperty("size", mark.size());
            out.writeNumberProperty("next", mark.next());
            out.writeStringProperty("tag", mark.tag());
            out.writeEndObject();
        });
        out.writeEndObject();
    }

    static Document decode(byte[] value) {
        Json.Members in = Json.read(value);
        List<Region> regions = in.list("regions", each -> {
            Json.Members region = (Json.Members) each;
            return new Region(
                    Instant.parse(region.text("start")),
                    Instant.parse(region.text("end")),
                    Granularity.valueOf(region.text("granularity")),
                    marks(region, "startObjects"),
                    marks(region, "endObjects"));
        });
        return new Document(
                in.text("stream"),
                in.number("version"),
                new CollectionState(regions, marks(in, "ids"), List.<Gap>of(), Optional.empty()));
    }

    private static Marks marks(Json.Members in, String name) {
        return Marks.of(in.map(
                name,
                mark -> new Mark(
                        Instant.parse(mark.text("time")), mark.number("size"), mark.number("next"), mark.text("tag"))));
    }
}
