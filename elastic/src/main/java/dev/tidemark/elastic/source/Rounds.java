package dev.tidemark.elastic.source;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much a run asks of an index that is read by sequence number.
 *
 * @param refreshInterval from one refresh of an index to the next one, at least
 * @param limit           how many sequence numbers of a shard a run reads at most
 */
record Rounds(Duration refreshInterval, long limit) {
    static final Rounds UNLIMITED = new Rounds(Duration.ZERO, Long.MAX_VALUE);

    /** Whether an index may not be refreshed yet; a clock that was put back forbids nothing. */
    boolean isTooSoon(Instant refreshed, Instant now) {
        return !now.isBefore(refreshed) && now.isBefore(refreshed.plus(refreshInterval));
    }

    /** By their names, for people; those that limit something. */
    Map<String, Object> written() {
        Map<String, Object> written = new LinkedHashMap<>();
        if (!refreshInterval.isZero()) {
            written.put("refresh_min_interval", refreshInterval.toMillis() + "ms");
        }
        if (limit != UNLIMITED.limit) {
            written.put("round_limit", limit);
        }
        return written;
    }

    /** Up to which number a run reads that begins after one. */
    long upTo(long after, long checkpoint) {
        return checkpoint - after > limit ? after + limit : checkpoint;
    }
}
