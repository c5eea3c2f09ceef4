package dev.tidemark.engine.quarantine;

import dev.tidemark.api.table.Type;
import dev.tidemark.formats.spi.Description;
import dev.tidemark.formats.spi.Member;
import dev.tidemark.formats.spi.Moment;
import dev.tidemark.formats.spi.Shape;
import dev.tidemark.formats.spi.TimeForm;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a source told of its records, as JSON. Shapes that are the same are written once. */
final class DescriptionJson {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ISO = "iso";
    private static final String EPOCH = "epoch:";
    private static final String PATTERN = "pattern:";

    private DescriptionJson() {}

    static byte[] encode(Told told) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            Description description = told.description();
            json.writeStartObject();
            json.writeStringProperty("settings", told.settings());
            json.writeStringProperty("shape_member", description.shapeMember());
            json.writeObjectPropertyStart("own");
            description.own().forEach((name, member) -> write(json, name, member));
            json.writeEndObject();
            json.writeArrayPropertyStart("shapes");
            Map<Shape, List<String>> names = new LinkedHashMap<>();
            description
                    .shapes()
                    .forEach((name, shape) -> names.computeIfAbsent(shape, missing -> new ArrayList<>())
                            .add(name));
            names.forEach((shape, all) -> write(json, all, shape));
            json.writeEndArray();
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void write(JsonGenerator json, List<String> names, Shape shape) {
        json.writeStartObject();
        json.writeArrayPropertyStart("names");
        names.forEach(json::writeString);
        json.writeEndArray();
        shape.moment().ifPresent(moment -> {
            json.writeStringProperty("moment", moment.path());
            times(json, moment.times());
        });
        json.writeObjectPropertyStart("members");
        shape.members().forEach((name, member) -> write(json, name, member));
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, Member member) {
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("type", member.type().name());
        json.writeStringProperty("told", member.told());
        times(json, member.times());
        json.writeEndObject();
    }

    private static void times(JsonGenerator json, List<TimeForm> times) {
        if (!times.isEmpty()) {
            json.writeArrayPropertyStart("times");
            times.forEach(form -> json.writeString(
                    switch (form) {
                        case TimeForm.Iso iso -> ISO;
                        case TimeForm.Epoch epoch -> EPOCH + epoch.scale();
                        case TimeForm.Written written -> PATTERN + written.pattern();
                    }));
            json.writeEndArray();
        }
    }

    /** @throws RuntimeException if it is not what {@link #encode} writes */
    static Told decode(byte[] document) {
        JsonNode node = JSON.readTree(document);
        Map<String, Member> own = new LinkedHashMap<>();
        node.path("own").properties().forEach(each -> own.put(each.getKey(), member(each.getValue())));
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (JsonNode each : node.path("shapes")) {
            Shape shape = shape(each);
            each.path("names").forEach(name -> shapes.put(name.asString(), shape));
        }
        return new Told(
                node.path("settings").asString(),
                new Description(node.path("shape_member").asString(), own, shapes));
    }

    private static Shape shape(JsonNode node) {
        Map<String, Member> members = new LinkedHashMap<>();
        node.path("members").properties().forEach(each -> members.put(each.getKey(), member(each.getValue())));
        Optional<Moment> moment = node.has("moment")
                ? Optional.of(new Moment(node.path("moment").asString(), times(node)))
                : Optional.empty();
        return new Shape(members, moment);
    }

    private static Member member(JsonNode node) {
        return new Member(
                Type.Scalar.valueOf(node.path("type").asString()),
                node.path("told").asString(),
                times(node));
    }

    private static List<TimeForm> times(JsonNode node) {
        List<TimeForm> times = new ArrayList<>();
        node.path("times").forEach(each -> times.add(time(each.asString())));
        return times;
    }

    private static TimeForm time(String form) {
        if (form.equals(ISO)) {
            return new TimeForm.Iso();
        }
        return form.startsWith(EPOCH)
                ? new TimeForm.Epoch(Integer.parseInt(form.substring(EPOCH.length())))
                : TimeForm.Written.of(form.substring(PATTERN.length()));
    }
}
