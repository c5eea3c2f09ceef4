package dev.tidemark.elastic.source;

import dev.tidemark.elastic.http.Answer;
import dev.tidemark.elastic.source.Cluster.Found;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What searches of an index show of a field that rises.
 *
 * @param highest value; empty if no document has one
 * @param without how many documents have none
 */
record CursorHead(Optional<CursorValue> highest, long without) {
    static CursorHead ask(NamedIndex index, String field) throws IOException {
        String has = "{\"exists\":{\"field\":" + Json.text(field) + "}}";
        String body = "{\"size\":1,\"_source\":false,\"track_total_hits\":false,\"query\":"
                + Json.all(index.settings().query().stream().toList()) + ",\"sort\":[{" + Json.text(field)
                + ":{\"order\":\"desc\",\"mode\":\"min\",\"missing\":\"_last\"}}],\"aggs\":{\"with\":{\"filter\":" + has
                + "},\"without\":{\"filter\":{\"bool\":{\"must_not\":[" + has + "]}}}}}";
        Answer answer = index.cluster().send(index.search().with(body));
        Found found = Snapshot.whole(answer, index.name());
        long with = count(answer, "with");
        return new CursorHead(with == 0 ? Optional.empty() : highest(found, index.name()), count(answer, "without"));
    }

    private static long count(Answer answer, String which) throws IOException {
        return answer.read(told -> told.object("aggregations").object(which).number("doc_count"));
    }

    private static Optional<CursorValue> highest(Found found, String index) throws IOException {
        List<Hit> hits = found.answer().hits();
        return hits.isEmpty() ? Optional.empty() : Optional.of(value(hits.getFirst(), found, index));
    }

    /** Of a document. @throws IOException if it has none */
    static CursorValue value(Hit hit, Found found, String index) throws IOException {
        String sorted = hit.sorted().of(found.body());
        try {
            return CursorValue.of(sorted);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    index + " sorts its document " + hit.id() + " by " + sorted + ", which is no single number or text",
                    e);
        }
    }
}
