package dev.tidemark.engine.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Period;
import dev.tidemark.api.state.Granularity;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An entry as one line of JSON. Raw bytes that are not UTF-8 are Base64, under a name that says so. */
final class EntryJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private EntryJson() {}

    /**
     * One thing that is to be known of an artifact.
     *
     * @param copy name of the blob with its bytes
     */
    record Line(Artifact artifact, Optional<Entry> entry, Optional<Evidence> evidence, Optional<String> copy) {}

    static byte[] encode(Entry entry) {
        return encode(entry.artifact(), json -> {
            json.writeNumberProperty("ordinal", entry.ordinal());
            json.writeStringProperty("reason", entry.reason());
            writeRaw(json, entry.raw());
        });
    }

    static byte[] encode(Artifact artifact, Evidence evidence) {
        return encode(artifact, json -> {
            json.writeNumberProperty("last", evidence.last());
            json.writeNumberProperty("digest", evidence.digest());
        });
    }

    static byte[] encode(Artifact artifact, String copy) {
        return encode(artifact, json -> json.writeStringProperty("copy", copy));
    }

    static List<Line> lines(byte[] document) {
        List<Line> lines = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < document.length; at++) {
            if (document[at] == '\n') {
                lines.add(line(Arrays.copyOfRange(document, from, at)));
                from = at + 1;
            }
        }
        return lines;
    }

    private static byte[] encode(Artifact artifact, Consumer<JsonGenerator> rest) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringProperty("location", artifact.location());
            rest.accept(json);
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
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static Line line(byte[] line) {
        JsonNode node = JSON.readTree(line);
        Artifact artifact = artifact(node);
        if (node.has("digest")) {
            Evidence evidence =
                    new Evidence(node.path("last").asLong(), node.path("digest").asLong());
            return new Line(artifact, Optional.empty(), Optional.of(evidence), Optional.empty());
        }
        if (node.has("copy")) {
            Optional<String> copy = Optional.of(node.path("copy").asString());
            return new Line(artifact, Optional.empty(), Optional.empty(), copy);
        }
        byte[] raw = node.has("raw_base64")
                ? Base64.getDecoder().decode(node.path("raw_base64").asString())
                : node.path("raw").asString("").getBytes(UTF_8);
        Entry entry = new Entry(
                artifact, node.path("ordinal").asLong(), node.path("reason").asString(), raw);
        return new Line(artifact, Optional.of(entry), Optional.empty(), Optional.empty());
    }

    private static Artifact artifact(JsonNode node) {
        Map<String, String> labels = new TreeMap<>();
        node.path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asString()));
        return new Artifact(
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
