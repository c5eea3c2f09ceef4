package dev.tidemark.lake.stage;

import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The JSON form of staged files. What is said of a field is an array, because there are many of them. */
final class StagedFilesWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private StagedFilesWriter() {}

    static String write(StagedFiles files) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeName("files");
            json.writeStartArray();
            files.files().forEach(file -> file(json, file));
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void file(JsonGenerator json, StagedFile file) {
        json.writeStartObject();
        json.writeStringProperty("path", file.path());
        json.writeNumberProperty("bytes", file.bytes());
        json.writeNumberProperty("rows", file.rows());
        json.writeStringProperty("partition", file.partition());
        json.writeNumberProperty("day", file.day());
        json.writeName("splits");
        json.writeStartArray();
        file.splits().forEach(json::writeNumber);
        json.writeEndArray();
        json.writeName("fields");
        json.writeStartArray();
        file.fields().forEach(field -> field(json, field));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void field(JsonGenerator json, FieldMetrics field) {
        json.writeStartArray();
        json.writeNumber(field.fieldId());
        json.writeNumber(field.size());
        json.writeNumber(field.values());
        json.writeNumber(field.nulls());
        json.writeNumber(field.nans());
        bound(json, field.lower());
        bound(json, field.upper());
        json.writeEndArray();
    }

    private static void bound(JsonGenerator json, @Nullable ByteBuffer bound) {
        if (bound == null) {
            json.writeNull();
        } else {
            byte[] bytes = new byte[bound.remaining()];
            bound.duplicate().get(bytes);
            json.writeString(Base64.getEncoder().encodeToString(bytes));
        }
    }
}
