package dev.tidemark.elastic.source;

import dev.tidemark.api.Page;
import dev.tidemark.api.state.Gap;
import dev.tidemark.elastic.http.Answer;
import dev.tidemark.elastic.http.JsonObject;
import dev.tidemark.elastic.source.Delivered.Hour;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds that documents showed up too late to be read by time: of whole hours that no window looks at any more, it counts
 * what the index has, and holds that against what was read. Documents that were deleted, or written again with another
 * time, hide as many that were late in the same hour.
 */
record LateDocuments(NamedIndex index, TimeField field) {
    /**
     * Looks for them, once a day.
     *
     * @param now by the cluster's clock
     * @return a page that holds nothing but what was found, nothing where that cannot be told; empty if it is not time
     *     to look
     */
    Optional<Page<TimedPosition>> page(TimedPosition position, Instant now) {
        if (position.until().isEmpty()
                || position.window().isPresent()
                || !position.delivered().isDue(now, query(index.settings()))) {
            return Optional.empty();
        }
        Instant until = position.until().get();
        List<Hour> hours = position.delivered()
                .whole(until, position.from(index.settings().how().overlap()).orElse(until));
        try {
            return hours.isEmpty() ? Optional.empty() : Optional.of(page(position, hours, now));
        } catch (IOException e) {
            index.warnings()
                    .accept("whether documents of " + index.name() + " showed up too late to be read cannot be told: "
                            + e.getMessage());
            return Optional.of(
                    new Page<>(new byte[0], position.with(position.delivered().checkedAt(now, List.of()))));
        }
    }

    /** A name of what documents must meet. */
    static String query(IndexSettings settings) {
        return Long.toHexString(new Hashes().of(settings.query().orElse("")));
    }

    private Page<TimedPosition> page(TimedPosition position, List<Hour> hours, Instant now) throws IOException {
        List<Hour> late = late(hours);
        TimedPosition after = position.with(position.delivered().checkedAt(now, late));
        if (late.isEmpty()) {
            return new Page<>(new byte[0], after);
        }
        long read = hours.stream()
                .filter(hour -> late.stream().anyMatch(each -> each.number() == hour.number()))
                .mapToLong(Hour::documents)
                .sum();
        long documents = late.stream().mapToLong(Hour::documents).sum() - read;
        Instant from = late.getFirst().begin();
        Instant to = late.getLast().end();
        ModeSettings how = index.settings().how();
        String found = documents + " documents of " + index.name() + " (" + index.uuid() + ") with " + field.name()
                + " from " + from + " to " + to + " showed up too late to be read: later than 'settle' ("
                + ModeSettings.seconds(how.settle()) + ") and 'overlap' (" + ModeSettings.seconds(how.overlap())
                + ") after that time. Make these longer. To have those documents, read the index by another source"
                + " into another table; after 'tidemark state reset' of the stream " + index.name()
                + " all of it is read again, and what is a row already is a row twice";
        return Page.lost(new Gap(from, to, found), after);
    }

    /** The hours of which the index has more than was read, with what it has. */
    private List<Hour> late(List<Hour> hours) throws IOException {
        String filters = hours.stream()
                .map(hour ->
                        "\"h" + hour.number() + "\":" + field.range(Optional.of(hour.begin()), Optional.of(hour.end())))
                .collect(Collectors.joining(","));
        Answer answer = index.cluster()
                .send(index.search()
                        .with("{\"size\":0,\"track_total_hits\":false,\"query\":"
                                + Json.all(index.settings().query().stream().toList())
                                + ",\"aggs\":{\"hours\":{\"filters\":{\"filters\":{" + filters
                                + "}},\"aggs\":{\"times\":{\"value_count\":{\"field\":" + Json.text(field.name())
                                + "}}}}}}"));
        Snapshot.whole(answer, index.name());
        index.requireSame(Shown.notRefreshed(""));
        return answer.read(
                told -> late(hours, told.object("aggregations").object("hours").object("buckets")));
    }

    private static List<Hour> late(List<Hour> hours, JsonObject buckets) {
        List<Hour> late = new ArrayList<>();
        for (Hour hour : hours) {
            JsonObject bucket = buckets.object("h" + hour.number());
            long documents = bucket.number("doc_count");
            // A document of several times is read by the first of them, and counted in the hour of each.
            boolean isCounted = bucket.object("times").number("value") == documents;
            if (isCounted && documents > hour.documents()) {
                late.add(new Hour(hour.number(), documents));
            }
        }
        return late;
    }
}
