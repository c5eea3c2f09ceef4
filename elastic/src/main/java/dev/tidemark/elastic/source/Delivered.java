package dev.tidemark.elastic.source;

import dev.tidemark.elastic.http.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/**
 * How many documents were read by the hours of their times, of the last {@value #KEPT} hours.
 *
 * @param since   all with a time from this on are counted that were read
 * @param hours   counts by hours since 1970
 * @param query   names what they met; empty if nothing was counted yet
 * @param checked when they were held against the index for the last time, by the cluster's clock; empty if never
 */
record Delivered(Instant since, NavigableMap<Long, Long> hours, Optional<String> query, Optional<Instant> checked) {
    /** Two days, so that an hour is checked once or twice, and is a day old at the last time. */
    private static final int KEPT = 48;

    private static final long HOUR = Duration.ofHours(1).toSeconds();
    private static final Duration DAY = Duration.ofDays(1);

    /** An hour, and how many documents with a time in it were read. */
    record Hour(long number, long documents) {
        Instant begin() {
            return Instant.ofEpochSecond(number * HOUR);
        }

        Instant end() {
            return Instant.ofEpochSecond((number + 1) * HOUR);
        }
    }

    Delivered {
        hours = new TreeMap<>(hours);
    }

    static Delivered none(Instant since) {
        return new Delivered(since, new TreeMap<>(), Optional.empty(), Optional.empty());
    }

    /**
     * With more documents.
     *
     * @param upper where the window ends that they are of: counted is what is not much older
     * @param met   names the query that they met; of another one it is counted anew, from the end of the window on
     */
    Delivered and(List<Instant> times, Instant upper, String met) {
        if (query.filter(met::equals).isEmpty() && query.isPresent()) {
            return new Delivered(upper, new TreeMap<>(), Optional.of(met), checked);
        }
        NavigableMap<Long, Long> more = new TreeMap<>(hours);
        times.forEach(time -> more.merge(hour(time), 1L, Long::sum));
        return new Delivered(since, more.tailMap(hour(upper) - KEPT, true), Optional.of(met), checked);
    }

    private static long hour(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), HOUR);
    }

    /** Whether they are to be held against the index again, of which the documents count that meet a query. */
    boolean isDue(Instant now, String met) {
        return query.filter(met::equals).isPresent()
                && (checked.isEmpty() || !now.isBefore(checked.get().plus(DAY)));
    }

    /**
     * The whole hours that can be held against the index.
     *
     * @param from  from when on it is read already
     * @param until up to when nothing more is read
     */
    List<Hour> whole(Instant from, Instant until) {
        long first = Math.max(hour(from) - KEPT, since.equals(Instant.MIN) ? Long.MIN_VALUE : hour(since) + 1);
        List<Hour> whole = new ArrayList<>();
        for (long hour = first; hour < hour(until); hour++) {
            whole.add(new Hour(hour, hours.getOrDefault(hour, 0L)));
        }
        return whole;
    }

    /** After they were held against the index: what it has more of an hour is known now. */
    Delivered checkedAt(Instant now, List<Hour> known) {
        NavigableMap<Long, Long> all = new TreeMap<>(hours);
        known.forEach(hour -> all.put(hour.number(), hour.documents()));
        return new Delivered(since, all, query, Optional.of(now));
    }

    void write(JsonGenerator out) {
        if (!since.equals(Instant.MIN)) {
            out.writeStringProperty("since", since.toString());
        }
        query.ifPresent(met -> out.writeStringProperty("query", met));
        checked.ifPresent(time -> out.writeStringProperty("checked", time.toString()));
        out.writeObjectPropertyStart("hours");
        hours.forEach((hour, documents) -> out.writeNumberProperty(Long.toString(hour), documents));
        out.writeEndObject();
    }

    static Delivered read(JsonObject delivered) {
        JsonObject counts = delivered.object("hours");
        NavigableMap<Long, Long> hours = new TreeMap<>();
        counts.names().forEach(hour -> hours.put(Long.valueOf(hour), counts.number(hour)));
        return new Delivered(
                delivered.has("since") ? Instant.parse(delivered.text("since")) : Instant.MIN,
                hours,
                delivered.has("query") ? Optional.of(delivered.text("query")) : Optional.empty(),
                delivered.has("checked") ? Optional.of(Instant.parse(delivered.text("checked"))) : Optional.empty());
    }
}
