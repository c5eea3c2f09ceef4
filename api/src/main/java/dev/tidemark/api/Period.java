package dev.tidemark.api;

import dev.tidemark.api.state.Granularity;
import java.time.Instant;

/**
 * When an artifact's rows happened, as exactly as its name or the source says.
 *
 * @param start       the first instant of the period; of unknown granularity: when the artifact arrived
 * @param granularity how long the period is
 */
public record Period(Instant start, Granularity granularity) {
    public Period {
        start = granularity.floor(start);
    }

    /** The first instant after the period; {@code start} itself if the granularity is unknown. */
    public Instant end() {
        return granularity.next(start);
    }
}
