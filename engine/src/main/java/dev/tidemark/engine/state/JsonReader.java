package dev.tidemark.engine.state;

import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Pulls values of stated types out of JSON; whatever else is there is an error that names its place. */
final class JsonReader implements AutoCloseable {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** A value that is not what it should be. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable(String reason) {
            super(reason);
        }
    }

    /** Reads the value of a member, or complains about its name. */
    interface Member {
        void read(String name);
    }

    private final JsonParser parser;

    JsonReader(byte[] json) {
        parser = FACTORY.createParser(ObjectReadContext.empty(), json);
        parser.nextToken();
    }

    /** The current value is an object; each of its values becomes the current one in turn. */
    void object(Member member) {
        expect(JsonToken.START_OBJECT, "an object");
        String name = parser.nextName();
        while (name != null) {
            parser.nextToken();
            member.read(name);
            name = parser.nextName();
        }
    }

    /** The current value is a list; each of its elements becomes the current value in turn. */
    void list(Runnable element) {
        expect(JsonToken.START_ARRAY, "a list");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            element.run();
        }
    }

    /** Goes to the next element of a list of fixed length. */
    JsonReader next() {
        parser.nextToken();
        return this;
    }

    void start() {
        expect(JsonToken.START_ARRAY, "a list");
    }

    void end() {
        parser.nextToken();
        expect(JsonToken.END_ARRAY, "the end of the list");
    }

    String text() {
        expect(JsonToken.VALUE_STRING, "a text");
        return parser.getString();
    }

    long number() {
        expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
        long number = parser.getLongValue();
        if (number < 0) {
            throw wrong("a number that is not negative");
        }
        return number;
    }

    double real() {
        if (!parser.isExpectedNumberIntToken()) {
            expect(JsonToken.VALUE_NUMBER_FLOAT, "a number");
        }
        return parser.getDoubleValue();
    }

    Instant time() {
        String text = text();
        try {
            return Iso.time(text);
        } catch (DateTimeException e) {
            throw wrong("a time in ISO 8601");
        }
    }

    /** A time with whatever offset. */
    Instant zonedTime() {
        String text = text();
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw wrong("a time in ISO 8601 with its offset");
        }
    }

    boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    /** Passes over the current value. */
    void skip() {
        parser.skipChildren();
    }

    /** The current value, whatever it is, as JSON; numbers keep every digit. */
    String json() {
        StringWriter json = new StringWriter();
        try (JsonGenerator copy = FACTORY.createGenerator(ObjectWriteContext.empty(), json)) {
            copy.copyCurrentStructureExact(parser);
        }
        return json.toString();
    }

    Unreadable wrong(String expected) {
        String found = parser.currentToken() == null ? "nothing" : found();
        return new Unreadable(place() + " must be " + expected + ", not " + found);
    }

    Unreadable unknown(String name) {
        return new Unreadable("it has a member '" + name + "' that is not known, at " + place());
    }

    private String place() {
        String pointer = parser.streamReadContext().pathAsPointer().toString();
        return pointer.isEmpty() ? "the document" : pointer;
    }

    private String found() {
        return switch (parser.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            default -> parser.getString();
        };
    }

    private void expect(JsonToken token, String words) {
        if (parser.currentToken() != token) {
            throw wrong(words);
        }
    }

    @Override
    public void close() {
        parser.close();
    }
}
