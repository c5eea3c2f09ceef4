package dev.tidemark.engine.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far the collection of a stream got.
 *
 * @param success  when a round ended well last, also without anything new
 * @param data     when records came last
 * @param event    the newest time of a row; not a position
 * @param frontier everything that the source showed until then is counted
 * @param lag      how far the frontier was behind when the last round ended
 * @param before   the same of the round before that
 * @param grew     how many of the last rounds ended further behind than the one before, without one that did not
 */
public record Reached(
        Optional<Instant> success,
        Optional<Instant> data,
        Optional<Instant> event,
        Optional<Instant> frontier,
        Duration lag,
        Duration before,
        long grew) {
    public static final Reached NOTHING = new Reached(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Duration.ZERO, Duration.ZERO, 0);

    Reached after(Round round) {
        Optional<Instant> reached = later(frontier, round.frontier());
        Duration behind = reached.map(until -> Duration.between(until, round.ended()))
                .filter(span -> !span.isNegative())
                .orElse(Duration.ZERO);
        boolean first = frontier.isEmpty();
        return new Reached(
                round.failure().isEmpty() ? Optional.of(round.ended()) : success,
                round.read() > 0 ? Optional.of(round.ended()) : data,
                later(event, round.newest()),
                reached,
                behind,
                lag,
                !first && behind.compareTo(lag) > 0 ? grew + 1 : 0);
    }

    /** Whether it is catching up. */
    public boolean shrinks() {
        return lag.multipliedBy(20).compareTo(before.multipliedBy(19)) < 0;
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        return one.isPresent() && (other.isEmpty() || other.get().isBefore(one.get())) ? one : other;
    }
}
