package dev.tidemark.elastic.source;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How indexes are read.
 *
 * @param timeField   by which mode {@code timestamp} reads; a path with dots
 * @param cursorField by which mode {@code cursor} reads; a path with dots
 * @param unit        of a time field that is a number to the cluster
 * @param settle      how long before now, by the cluster's clock, a window of time ends; whole seconds
 * @param overlap     how far a window of time begins before the end of the one before it
 * @param keepAlive   how long the cluster keeps what it searches, from one page to the next
 * @param rounds      how much a run asks for by sequence number
 */
record ModeSettings(
        Mode mode,
        Optional<String> timeField,
        Optional<String> cursorField,
        Optional<TimeField.Unit> unit,
        Duration settle,
        Duration overlap,
        Duration keepAlive,
        Rounds rounds) {
    static final Duration SETTLE = Duration.ofSeconds(60);
    static final Duration OVERLAP = Duration.ofSeconds(60);
    static final Duration KEEP_ALIVE = Duration.ofMinutes(1);

    /** Nothing is written. */
    static final ModeSettings STANDARD = new ModeSettings(
            Mode.AUTO,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            SETTLE,
            OVERLAP,
            KEEP_ALIVE,
            Rounds.UNLIMITED);

    /** The same in another mode. */
    ModeSettings in(Mode other) {
        return new ModeSettings(other, timeField, cursorField, unit, settle, overlap, keepAlive, rounds);
    }

    /** The same by another time field. */
    ModeSettings by(String field) {
        return new ModeSettings(mode, Optional.of(field), cursorField, unit, settle, overlap, keepAlive, rounds);
    }

    /** The same in mode {@code cursor}. */
    ModeSettings after(String field) {
        return new ModeSettings(Mode.CURSOR, timeField, Optional.of(field), unit, settle, overlap, keepAlive, rounds);
    }

    /** The same with other rounds. */
    ModeSettings in(Rounds other) {
        return new ModeSettings(mode, timeField, cursorField, unit, settle, overlap, keepAlive, other);
    }

    /** By their names, for people; only those that the mode heeds. */
    Map<String, Object> written() {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("mode", mode.toString());
        if (mode == Mode.AUTO || mode == Mode.TIMESTAMP) {
            timeField.ifPresent(field -> written.put("timestamp_field", field));
            unit.ifPresent(
                    counted -> written.put("timestamp_unit", counted.name().toLowerCase(Locale.ROOT)));
            written.put("settle", seconds(settle));
            written.put("overlap", seconds(overlap));
        }
        if (mode == Mode.AUTO || mode == Mode.TIMESTAMP || mode == Mode.SCROLL) {
            written.put("scroll_timeout", seconds(keepAlive));
        }
        if (mode == Mode.AUTO || mode == Mode.SEQUENCE) {
            written.putAll(rounds.written());
        }
        cursorField.ifPresent(field -> written.put("cursor_field", field));
        return written;
    }

    /** As the cluster's date math and its keep-alives write it. */
    static String seconds(Duration span) {
        return span.toSeconds() + "s";
    }
}
