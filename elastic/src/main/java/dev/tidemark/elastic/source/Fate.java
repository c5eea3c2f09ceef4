package dev.tidemark.elastic.source;

import dev.tidemark.elastic.http.JsonObject;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * What became of an index.
 *
 * @param whole when everything that it was seen to have was read for the last time; empty if that never was
 * @param gone  when it was found to be gone: it is done with, unless it comes back
 */
record Fate(Optional<Instant> whole, Optional<Instant> gone) {
    static final Fate OPEN = new Fate(Optional.empty(), Optional.empty());

    private static final String WHOLE = "whole";
    private static final String GONE = "gone";

    Fate wholeAt(Instant time) {
        return new Fate(Optional.of(time), gone);
    }

    Fate goneAt(Instant time) {
        return new Fate(whole, Optional.of(time));
    }

    Fate back() {
        return new Fate(whole, Optional.empty());
    }

    /** As members of a position. */
    void write(JsonGenerator out) {
        whole.ifPresent(time -> out.writeStringProperty(WHOLE, time.toString()));
        gone.ifPresent(time -> out.writeStringProperty(GONE, time.toString()));
    }

    static Fate read(JsonObject position) {
        return new Fate(time(position, WHOLE), time(position, GONE));
    }

    private static Optional<Instant> time(JsonObject position, String name) {
        return position.has(name) ? Optional.of(Instant.parse(position.text(name))) : Optional.empty();
    }
}
