package dev.tidemark.engine.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Period;
import dev.tidemark.api.state.Granularity;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An entry as one line of JSON. Raw bytes that are not UTF-8 are Base64, under a name that says so. */
final class EntryJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private EntryJson() {}

    static byte[] encode(Entry entry) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            Artifact artifact = entry.artifact();
            json.writeStringProperty("location", artifact.location());
            json.writeNumberProperty("ordinal", entry.ordinal());
            json.writeStringProperty("reason", entry.reason());
            json.writeStringProperty("stream", artifact.stream());
            json.writeStringProperty("id", artifact.id());
            json.writeStringProperty("period", artifact.period().start().toString());
            json.writeStringProperty(
                    "granularity", artifact.period().granularity().name());
            json.writeStringProperty("changed", artifact.changed().toString());
            json.writeNumberProperty("size", artifact.size());
            json.writeStringProperty("tag", artifact.tag());
            json.writeNumberProperty("next", artifact.next());
            json.writeObjectPropertyStart("labels");
            artifact.labels().forEach(json::writeStringProperty);
            json.writeEndObject();
            writeRaw(json, entry.raw());
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    static Entry decode(byte[] line) {
        JsonNode node = JSON.readTree(line);
        Map<String, String> labels = new TreeMap<>();
        node.path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asString()));
        Artifact artifact = new Artifact(
                node.path("id").asString(),
                node.path("stream").asString(),
                node.path("location").asString(),
                new Period(
                        Instant.parse(node.path("period").asString()),
                        Granularity.valueOf(node.path("granularity").asString())),
                Instant.parse(node.path("changed").asString()),
                node.path("size").asLong(),
                node.path("tag").asString(),
                node.path("next").asLong(),
                labels);
        byte[] raw = node.has("raw_base64")
                ? Base64.getDecoder().decode(node.path("raw_base64").asString())
                : node.path("raw").asString("").getBytes(UTF_8);
        return new Entry(
                artifact, node.path("ordinal").asLong(), node.path("reason").asString(), raw);
    }

    private static void writeRaw(JsonGenerator json, byte[] raw) {
        try {
            json.writeStringProperty(
                    "raw", UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString());
        } catch (CharacterCodingException e) {
            json.writeStringProperty("raw_base64", Base64.getEncoder().encodeToString(raw));
        }
    }
}
