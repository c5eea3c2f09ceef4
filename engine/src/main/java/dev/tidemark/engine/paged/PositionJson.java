package dev.tidemark.engine.paged;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.StringWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Positions as text. */
final class PositionJson {
    private static final JsonFactory FACTORY = new JsonFactory();
    /** A longer one is not shown, or made a name of, as a whole. */
    private static final int LONG = 160;

    private PositionJson() {}

    /**
     * The same value as state documents write it: without spaces, numbers with every digit.
     *
     * @throws IllegalArgumentException if it is not one JSON value
     */
    static String normal(String json) {
        StringWriter normal = new StringWriter();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json);
                JsonGenerator copy = FACTORY.createGenerator(ObjectWriteContext.empty(), normal)) {
            if (parser.nextToken() == null) {
                throw new IllegalArgumentException("it is empty");
            }
            copy.copyCurrentStructureExact(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("it goes on after a whole value");
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
        return normal.toString();
    }

    /** A position in a message. */
    static String shown(String json) {
        return json.length() <= LONG ? json : json.substring(0, LONG) + "…";
    }

    /** What a position is called; different ones differently. */
    static String name(String json) {
        return json.length() <= LONG ? json : json.substring(0, LONG / 2) + "…" + digest(json);
    }

    private static String digest(String json) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(json.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
