package dev.tidemark.lake.stage;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads back what {@link StagedFilesWriter} wrote, which has its members always in the same order. */
final class StagedFilesReader {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonParser json;

    private StagedFilesReader(JsonParser json) {
        this.json = json;
    }

    static StagedFiles read(String text) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            return new StagedFilesReader(json).files();
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the list of staged files is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private StagedFiles files() {
        expect(JsonToken.START_OBJECT);
        member("files");
        expect(JsonToken.START_ARRAY);
        List<StagedFile> files = list(JsonToken.START_OBJECT, this::file);
        expect(JsonToken.END_OBJECT);
        return new StagedFiles(files);
    }

    private StagedFile file() {
        String path = text("path");
        long bytes = number("bytes");
        long rows = number("rows");
        String partition = text("partition");
        int day = Math.toIntExact(number("day"));
        member("splits");
        expect(JsonToken.START_ARRAY);
        List<Long> splits = list(JsonToken.VALUE_NUMBER_INT, json::getLongValue);
        member("fields");
        expect(JsonToken.START_ARRAY);
        List<FieldMetrics> fields = list(JsonToken.START_ARRAY, this::field);
        expect(JsonToken.END_OBJECT);
        return new StagedFile(path, bytes, rows, partition, day, splits, fields);
    }

    private FieldMetrics field() {
        int fieldId = Math.toIntExact(number());
        FieldMetrics field = new FieldMetrics(fieldId, number(), number(), number(), number(), bound(), bound());
        expect(JsonToken.END_ARRAY);
        return field;
    }

    private @Nullable ByteBuffer bound() {
        if (json.nextToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        return ByteBuffer.wrap(Base64.getDecoder().decode(json.getString()));
    }

    /** The rest of an array whose elements begin with a token that has then been read. */
    private <T> List<T> list(JsonToken begin, Supplier<T> element) {
        List<T> all = new ArrayList<>();
        JsonToken token = json.nextToken();
        while (token == begin) {
            all.add(element.get());
            token = json.nextToken();
        }
        if (token != JsonToken.END_ARRAY) {
            throw unexpected("the end of a list");
        }
        return all;
    }

    private String text(String name) {
        member(name);
        expect(JsonToken.VALUE_STRING);
        return json.getString();
    }

    private long number(String name) {
        member(name);
        return number();
    }

    private long number() {
        expect(JsonToken.VALUE_NUMBER_INT);
        return json.getLongValue();
    }

    private void member(String name) {
        expect(JsonToken.PROPERTY_NAME);
        if (!name.equals(json.currentName())) {
            throw unexpected(name);
        }
    }

    private void expect(JsonToken token) {
        if (json.nextToken() != token) {
            throw unexpected(token.name());
        }
    }

    private IllegalArgumentException unexpected(String wanted) {
        return new IllegalArgumentException("the list of staged files has " + json.currentToken() + " at character "
                + json.currentTokenLocation().getCharOffset() + " instead of " + wanted);
    }
}
