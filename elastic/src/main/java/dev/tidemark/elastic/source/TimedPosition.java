package dev.tidemark.elastic.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.elastic.http.JsonObject;
import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * How far an index is read by a time field.
 *
 * @param uuid   of the index
 * @param field  whose time it is
 * @param until  what searches showed with an earlier time is read; empty if nothing is
 * @param window that is being read beyond that
 * @param recent documents that were read and may be found again
 * @param unread how many documents were seen that are not read: those whose time had not settled, or is in the future
 * @param delivered what was read, by hours
 * @param fate   of the index
 */
record TimedPosition(
        String uuid,
        String field,
        Optional<Instant> until,
        Optional<Window> window,
        TimedIds recent,
        long unread,
        Delivered delivered,
        Fate fate)
        implements Extent {
    private static final JsonFactory FACTORY = new JsonFactory();

    /**
     * A stretch of time that is read in part.
     *
     * @param upper where it ends, exclusive
     * @param at    what has an earlier time is read, and of what has this time, what is remembered
     */
    record Window(Instant upper, Instant at) {}

    static TimedPosition first(String uuid, String field) {
        return new TimedPosition(
                uuid,
                field,
                Optional.empty(),
                Optional.empty(),
                TimedIds.NONE,
                0,
                Delivered.none(Instant.MIN),
                Fate.OPEN);
    }

    /** As if all were read that has a time before one. */
    static TimedPosition at(String uuid, String field, Instant time) {
        return new TimedPosition(
                uuid,
                field,
                Optional.of(time),
                Optional.empty(),
                TimedIds.none(time),
                0,
                Delivered.none(time),
                Fate.OPEN);
    }

    /** Whether nothing is read. */
    boolean isFirst() {
        return until.isEmpty() && window.isEmpty();
    }

    /**
     * Where the next page begins.
     *
     * @param overlap of a window with what was read before it
     */
    Optional<Instant> from(Duration overlap) {
        return window.map(Window::at).or(() -> until.map(end -> later(end.minus(overlap), recent.since())));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    /**
     * After a page that ended at a time, in a window that ends at another.
     *
     * @param read what was read
     * @param more times of documents that were not read before, or not with these times
     */
    TimedPosition at(Instant at, Instant upper, Duration overlap, TimedIds read, List<Instant> more) {
        Instant again = upper.minus(overlap);
        return new TimedPosition(
                uuid,
                field,
                until,
                Optional.of(new Window(upper, at)),
                read.from(again.isBefore(at) ? again : at, at),
                left(more),
                delivered,
                fate);
    }

    /**
     * After a window.
     *
     * @param now when it was read
     */
    TimedPosition end(Instant upper, Duration overlap, TimedIds read, List<Instant> more, Instant now) {
        long left = left(more);
        return new TimedPosition(
                uuid,
                field,
                Optional.of(upper),
                Optional.empty(),
                read.from(upper.minus(overlap), upper),
                left,
                delivered,
                left == 0 ? fate.wholeAt(now) : fate);
    }

    private long left(List<Instant> more) {
        long behind = more.stream()
                .filter(time -> until.filter(time::isBefore).isEmpty())
                .count();
        return Math.max(0, unread - behind);
    }

    TimedPosition with(Delivered other) {
        return new TimedPosition(uuid, field, until, window, recent, unread, other, fate);
    }

    /**
     * The same, of an index that was seen to have so many documents behind what is read.
     *
     * @param now when it was asked
     */
    TimedPosition seeing(long documents, Instant now) {
        if (documents == unread) {
            return this;
        }
        return new TimedPosition(
                uuid, field, until, window, recent, documents, delivered, documents == 0 ? fate.wholeAt(now) : fate);
    }

    @Override
    public Rest rest() {
        if (window.isEmpty() && unread == 0) {
            return new Rest(Optional.empty(), fate);
        }
        String read = window.map(Window::at)
                .or(() -> until)
                .map(end -> "by " + field + " up to " + end)
                .orElse("nothing of it");
        return new Rest(Optional.of(read + ", and it had " + unread + " documents with later times"), fate);
    }

    @Override
    public TimedPosition goneAt(Instant time) {
        return new TimedPosition(uuid, field, until, window, recent, unread, delivered, fate.goneAt(time));
    }

    TimedPosition back() {
        return new TimedPosition(uuid, field, until, window, recent, unread, delivered, fate.back());
    }

    @Override
    public String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            out.writeStringProperty("mode", Mode.TIMESTAMP.toString());
            out.writeStringProperty("uuid", uuid);
            out.writeStringProperty("field", field);
            until.ifPresent(end -> out.writeStringProperty("until", end.toString()));
            window.ifPresent(open -> {
                out.writeObjectPropertyStart("window");
                out.writeStringProperty("upper", open.upper().toString());
                out.writeStringProperty("at", open.at().toString());
                out.writeEndObject();
            });
            out.writeStringProperty("recent", recent.text());
            out.writeNumberProperty("unread", unread);
            out.writeObjectPropertyStart("delivered");
            delivered.write(out);
            out.writeEndObject();
            fate.write(out);
            out.writeEndObject();
        }
        return text.toString();
    }

    /** @throws IllegalArgumentException if it is no position in time */
    static TimedPosition parse(String json) {
        JsonObject position = JsonObject.parse(json.getBytes(UTF_8));
        Optional<Instant> until = time(position, "until");
        Optional<Window> window =
                position.has("window") ? Optional.of(window(position.object("window"))) : Optional.empty();
        return new TimedPosition(
                position.text("uuid"),
                position.text("field"),
                until,
                window,
                TimedIds.parse(position.text("recent")),
                position.has("unread") ? position.number("unread") : 0,
                position.has("delivered")
                        ? Delivered.read(position.object("delivered"))
                        : Delivered.none(window.map(Window::at).or(() -> until).orElse(Instant.MIN)),
                Fate.read(position));
    }

    private static Window window(JsonObject window) {
        return new Window(
                time(window, "upper").orElseThrow(() -> new IllegalArgumentException("its window has no 'upper'")),
                time(window, "at").orElseThrow(() -> new IllegalArgumentException("its window has no 'at'")));
    }

    private static Optional<Instant> time(JsonObject json, String name) {
        try {
            return json.has(name) ? Optional.of(Instant.parse(json.text(name))) : Optional.empty();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("its member '" + name + "' is no time", e);
        }
    }
}
