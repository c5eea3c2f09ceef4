package dev.tidemark.engine.health;

import dev.tidemark.api.CorruptStateException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a check leaves for the next one: its heartbeat, and what it told of each stream.
 *
 * @param last    when the last check was
 * @param regular how many checks in a row came in time
 * @param watches by source and stream
 */
public record CheckerRecord(Optional<Instant> last, long regular, Map<String, Map<String, Watch>> watches) {
    public static final CheckerRecord NONE = new CheckerRecord(Optional.empty(), 0, Map.of());

    /** Where it lies in a state store; no source's keys begin like that. */
    public static final String KEY = "health";

    /** Checks that are missing before the checker is missed. */
    private static final int MISSED = 3;

    /** Checks in time after which they are expected: somebody who looks now and then does not miss anything. */
    private static final long HABIT = 3;

    public CheckerRecord {
        Map<String, Map<String, Watch>> sorted = new TreeMap<>();
        watches.forEach((source, streams) -> sorted.put(source, Collections.unmodifiableMap(new TreeMap<>(streams))));
        watches = Collections.unmodifiableMap(sorted);
    }

    /** Why somebody should look after the checker itself; empty if it is as it should be, or was never regular. */
    public Optional<String> overdue(Duration interval, Instant now) {
        return last.filter(time -> regular >= HABIT && !inTime(interval, now))
                .map(time -> "nobody has checked the health of the collection since " + time + ", for "
                        + Spans.text(Duration.between(time, now)) + " though it used to be checked every "
                        + Spans.text(interval) + ": see what runs 'tidemark health'");
    }

    /** This with what another one holds of some sources, which could not be checked. */
    public CheckerRecord keeping(CheckerRecord other, Set<String> sources) {
        Map<String, Map<String, Watch>> all = new TreeMap<>(watches);
        for (String source : sources) {
            all.put(source, other.watches.getOrDefault(source, Map.of()));
        }
        return new CheckerRecord(last, regular, all);
    }

    boolean inTime(Duration interval, Instant now) {
        return last.filter(time -> Duration.between(time, now).compareTo(interval.multipliedBy(MISSED)) <= 0)
                .isPresent();
    }

    Optional<Watch> watch(String source, String stream) {
        return Optional.ofNullable(watches.getOrDefault(source, Map.of()).get(stream));
    }

    /** The streams of a source that had records. */
    Set<String> recorded(String source) {
        Map<String, Watch> recorded = new TreeMap<>(watches.getOrDefault(source, Map.of()));
        recorded.values().removeIf(watch -> !watch.recorded());
        return recorded.keySet();
    }

    /** As readable JSON, {@linkplain dev.tidemark.api.Sealed sealed}. */
    public byte[] encode() {
        return CheckerJson.encode(this);
    }

    /**
     * What {@link #encode} made.
     *
     * @throws CorruptStateException if it is damaged, was made by a newer version or is something else
     */
    public static CheckerRecord decode(byte[] value) throws CorruptStateException {
        return CheckerJson.decode(value);
    }
}
