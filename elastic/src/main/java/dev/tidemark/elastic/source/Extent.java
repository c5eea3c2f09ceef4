package dev.tidemark.elastic.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.elastic.http.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** How far an index is read, in whatever mode. */
sealed interface Extent permits IndexPosition, TimedPosition, CursorPosition, ScrollPosition {
    /**
     * What is left to say of an index once it is gone.
     *
     * @param unread what of it was seen and not read, for people; empty if it was read to its end
     */
    record Rest(Optional<String> unread, Fate fate) {}

    /** Of the index. */
    String uuid();

    Rest rest();

    /** The same, of an index that was found to be gone. */
    Extent goneAt(Instant time);

    /** As it is saved. */
    String json();

    /** @throws RuntimeException if it is no position in an index */
    static Extent parse(String json) {
        JsonObject position = JsonObject.parse(json.getBytes(UTF_8));
        // Positions by sequence number had no name before there were others.
        return switch (Mode.named(position.textOr("mode", Mode.SEQUENCE.toString()))) {
            case SEQUENCE -> IndexPosition.parse(json);
            case TIMESTAMP -> TimedPosition.parse(json);
            case CURSOR -> CursorPosition.parse(json);
            case SCROLL -> ScrollPosition.parse(json);
            case AUTO -> throw new IllegalArgumentException("nothing is read of it");
        };
    }
}
