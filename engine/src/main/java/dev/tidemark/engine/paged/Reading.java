package dev.tidemark.engine.paged;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.Page;
import dev.tidemark.api.PagedSource;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Gap;
import java.io.IOException;
import java.util.Optional;

/** One stream, read on from where the state says. One thread. */
final class Reading<P> {
    /**
     * Bytes between two positions, as JSON.
     *
     * @param from that they follow
     * @param to   where reading goes on after them
     * @param told what the source says of them
     * @param gap  what between the two is out of reach
     */
    record Stretch(String from, String to, byte[] bytes, Page.Told told, Optional<Gap> gap) {}

    private final String place;
    private final PagedSource<P> source;
    private P position;
    private String json;

    private Reading(String place, PagedSource<P> source, P position, String json) {
        this.place = place;
        this.source = source;
        this.position = position;
        this.json = json;
    }

    /**
     * Begins where the state says, or where a first run does if it says nothing at all.
     *
     * @param name of the source
     * @throws CorruptStateException if it says something that the source does not understand
     */
    static <P> Reading<P> begin(String name, String stream, PagedSource<P> source, CollectionState state)
            throws CorruptStateException {
        String place = "the position of " + stream + " in the state of " + name;
        Optional<String> cursor = state.cursor();
        if (cursor.isPresent()) {
            return new Reading<>(
                    place,
                    source,
                    decoded(place, name, stream, source, cursor.get()),
                    PositionJson.normal(cursor.get()));
        }
        if (!state.regions().isEmpty() || !state.ids().isEmpty()) {
            throw new CorruptStateException(
                    place,
                    "there is none, though something is counted: it is the state of another source",
                    remedy(name, stream));
        }
        P first = source.first();
        return new Reading<>(place, source, first, encoded(place, source, first));
    }

    /** Where it is, as JSON. */
    String position() {
        return json;
    }

    /** What follows, from where it then goes on; empty if that is nothing now. */
    Optional<Stretch> next() throws IOException {
        Optional<Page<P>> page = source.next(position);
        if (page.isEmpty()) {
            return Optional.empty();
        }
        String from = json;
        String to = encoded(place, source, page.get().after());
        if (to.equals(from)) {
            throw new IllegalStateException(place + " does not move: a page of "
                    + page.get().records().length + " bytes ends where it begins, at " + PositionJson.shown(to)
                    + ". A source that has nothing new must return no page");
        }
        // By what was written: a position that cannot be read back must not be saved.
        position = readBack(to);
        json = to;
        return Optional.of(new Stretch(
                from, to, page.get().records(), page.get().told(), page.get().gap()));
    }

    private P readBack(String written) {
        try {
            return source.decode(written);
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    place + " could not be read again: the source does not understand what it wrote, "
                            + PositionJson.shown(written) + ": " + reason(e),
                    e);
        }
    }

    private static <P> P decoded(String place, String name, String stream, PagedSource<P> source, String cursor)
            throws CorruptStateException {
        try {
            return source.decode(cursor);
        } catch (RuntimeException e) {
            CorruptStateException corrupt = new CorruptStateException(
                    place,
                    "the source does not understand " + PositionJson.shown(cursor) + ": " + reason(e),
                    remedy(name, stream));
            corrupt.initCause(e);
            throw corrupt;
        }
    }

    private static String remedy(String name, String stream) {
        return "Bring the state back from a copy with 'tidemark state import', collect with the version of the source"
                + " that wrote it, or begin again on purpose where a first run does, after 'tidemark state reset "
                + name
                + " " + stream + "'";
    }

    private static <P> String encoded(String place, PagedSource<P> source, P position) {
        String written = source.encode(position);
        try {
            return PositionJson.normal(written);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    place + " cannot be saved: the source wrote " + PositionJson.shown(written)
                            + ", which is not JSON: " + reason(e),
                    e);
        }
    }

    private static String reason(RuntimeException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
