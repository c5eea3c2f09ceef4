package dev.tidemark.engine.state;

import dev.tidemark.api.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What one round of collecting came to for a stream; all of it is durable.
 *
 * @param read     records that were read
 * @param stored   records that are rows now
 * @param bytes    that were read for them, as stored by the source
 * @param setAside records and whole artifacts that went to quarantine
 * @param aside    why the last of them was set aside
 * @param newest   the newest time of a row
 * @param frontier everything that the source showed until then is counted; empty if that did not change, as in a round that failed
 * @param failure  why the round did not reach its end, or not everything
 * @param told     what the source said of the pages that were read; empty if it has none
 */
public record Round(
        Instant begun,
        Instant ended,
        long read,
        long stored,
        long bytes,
        long setAside,
        Optional<String> aside,
        Optional<Instant> newest,
        Optional<Instant> frontier,
        Optional<Failure> failure,
        Optional<Page.Told> told) {
    public Round {
        frontier = failure.isPresent() ? Optional.empty() : frontier;
    }

    /** One over something that has no pages, or that read none. */
    public Round(
            Instant begun,
            Instant ended,
            long read,
            long stored,
            long bytes,
            long setAside,
            Optional<String> aside,
            Optional<Instant> newest,
            Optional<Instant> frontier,
            Optional<Failure> failure) {
        this(begun, ended, read, stored, bytes, setAside, aside, newest, frontier, failure, Optional.empty());
    }

    Duration took() {
        return Duration.between(begun, ended);
    }

    /** One that found nothing new. */
    public static Round empty(Instant begun, Instant ended) {
        return new Round(
                begun, ended, 0, 0, 0, 0, Optional.empty(), Optional.empty(), Optional.of(begun), Optional.empty());
    }

    Result result() {
        if (failure.isPresent()) {
            return switch (failure.get().kind()) {
                case THROTTLED -> Result.THROTTLED;
                case INTERRUPTED -> Result.ABORTED;
                case CREDENTIALS, PERMISSION, SOURCE_DOWN, DECODE, SINK, STATE, STATE_LOST, BUG -> Result.FAILED;
            };
        }
        return read == 0 ? Result.NO_DATA : Result.OK;
    }
}
