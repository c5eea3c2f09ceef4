package dev.tidemark.elastic.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.elastic.http.JsonObject;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * How far an index is read in one pass. Nothing says where in it: a pass that is broken off begins again.
 *
 * @param uuid      of the index
 * @param passes    how many passes were begun that gave documents
 * @param documents how many were given
 * @param size      how many documents a page has, at most; 0 if that is as it is configured
 * @param done      whether a pass reached the end
 */
record ScrollPosition(String uuid, long passes, long documents, int size, Done done) {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** Whether there is more to read. */
    enum Done {
        YES,
        NO
    }

    ScrollPosition {
        if (passes < 0 || documents < 0 || size < 0) {
            throw new IllegalArgumentException("a position in a pass counts from 0 on");
        }
    }

    static ScrollPosition first(String uuid) {
        return new ScrollPosition(uuid, 0, 0, 0, Done.NO);
    }

    /** Whether a pass gave documents that this one must not give again. */
    boolean isBroken() {
        return documents > 0;
    }

    /** After a page of a pass. */
    ScrollPosition and(long more, long pass) {
        return new ScrollPosition(uuid, pass, documents + more, size, done);
    }

    /** With pages of another size from the next pass on. */
    ScrollPosition sized(int other) {
        return new ScrollPosition(uuid, passes, documents, other, done);
    }

    ScrollPosition end() {
        return new ScrollPosition(uuid, passes, documents, size, Done.YES);
    }

    String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            out.writeStringProperty("mode", Mode.SCROLL.toString());
            out.writeStringProperty("uuid", uuid);
            out.writeNumberProperty("passes", passes);
            out.writeNumberProperty("documents", documents);
            out.writeNumberProperty("size", size);
            out.writeBooleanProperty("done", done == Done.YES);
            out.writeEndObject();
        }
        return text.toString();
    }

    /** @throws IllegalArgumentException if it is no position in a pass */
    static ScrollPosition parse(String json) {
        JsonObject position = JsonObject.parse(json.getBytes(UTF_8));
        if (!position.textOr("mode", "").equals(Mode.SCROLL.toString())) {
            throw new IllegalArgumentException("its member 'mode' is not " + Mode.SCROLL);
        }
        return new ScrollPosition(
                position.text("uuid"),
                position.number("passes"),
                position.number("documents"),
                (int) Math.min(position.number("size"), IndexSettings.MOST),
                position.flag("done") ? Done.YES : Done.NO);
    }
}
