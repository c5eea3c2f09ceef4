package dev.tidemark.elastic.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.elastic.http.JsonObject;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Optional;
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
 * @param total     how many documents the pass that was begun last has; 0 if it told none
 * @param fate      of the index
 */
record ScrollPosition(String uuid, long passes, long documents, int size, Done done, long total, Fate fate)
        implements Extent {
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
        return new ScrollPosition(uuid, 0, 0, 0, Done.NO, 0, Fate.OPEN);
    }

    /** Whether a pass gave documents that this one must not give again. */
    boolean isBroken() {
        return documents > 0;
    }

    /**
     * After a page of a pass.
     *
     * @param all documents of the pass
     */
    ScrollPosition and(long more, long pass, long all) {
        return new ScrollPosition(uuid, pass, documents + more, size, done, Math.max(0, all), fate);
    }

    /** With pages of another size from the next pass on. */
    ScrollPosition sized(int other) {
        return new ScrollPosition(uuid, passes, documents, other, done, total, fate);
    }

    /** A finished pass is finished: what comes to the index later is no part of it. */
    @Override
    public Rest rest() {
        String unread = documents == 0
                ? "nothing of it"
                : documents + " documents in a pass that was not finished, of " + total;
        // Passes that were broken off may have given the same documents.
        boolean isWhole = done == Done.YES || passes == 1 && total > 0 && documents >= total;
        return new Rest(isWhole ? Optional.empty() : Optional.of(unread), fate);
    }

    @Override
    public ScrollPosition goneAt(Instant time) {
        return new ScrollPosition(uuid, passes, documents, size, done, total, fate.goneAt(time));
    }

    ScrollPosition back() {
        return new ScrollPosition(uuid, passes, documents, size, done, total, fate.back());
    }

    ScrollPosition end() {
        return new ScrollPosition(uuid, passes, documents, size, Done.YES, total, fate);
    }

    @Override
    public String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            out.writeStringProperty("mode", Mode.SCROLL.toString());
            out.writeStringProperty("uuid", uuid);
            out.writeNumberProperty("passes", passes);
            out.writeNumberProperty("documents", documents);
            out.writeNumberProperty("size", size);
            out.writeBooleanProperty("done", done == Done.YES);
            out.writeNumberProperty("total", total);
            fate.write(out);
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
                position.flag("done") ? Done.YES : Done.NO,
                position.has("total") ? position.number("total") : 0,
                Fate.read(position));
    }
}
