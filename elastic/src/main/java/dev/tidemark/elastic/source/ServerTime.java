package dev.tidemark.elastic.source;

import dev.tidemark.elastic.http.Answer;
import dev.tidemark.elastic.http.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the cluster says of the time, and of an index at that time.
 *
 * @param upper   some time ago by the cluster's clock
 * @param without how many documents have no such field
 * @param within  how many documents have a time from some bound on
 * @param unread  how many documents have a time from another bound on
 */
record ServerTime(Instant upper, long without, long within, long unread) {
    /**
     * Asks for it. The cluster computes the bound by its date math, and tells it as that of a bucket without documents.
     *
     * @param field that documents may lack
     * @param from  the bound, as a query
     * @param behind the other one
     */
    static ServerTime ask(NamedIndex index, TimeField field, String from, String behind) throws IOException {
        IndexSettings settings = index.settings();
        String body = "{\"size\":0,\"track_total_hits\":false" + query(settings) + ",\"aggs\":{"
                + "\"upper\":{\"date_range\":{\"field\":\"tidemark.no_such_field\",\"format\":\"epoch_millis\","
                + "\"ranges\":[{\"to\":\"now-"
                + ModeSettings.seconds(settings.how().settle()) + "\"}]}},"
                + "\"without\":{\"missing\":{\"field\":" + Json.text(field.name()) + "}},"
                + "\"within\":{\"filter\":" + from + "},\"unread\":{\"filter\":" + behind + "}}}";
        Answer answer = index.cluster().send(index.search().with(body));
        Snapshot.whole(answer, index.name());
        return answer.read(ServerTime::read);
    }

    private static String query(IndexSettings settings) {
        List<String> own = new ArrayList<>();
        settings.query().ifPresent(own::add);
        return ",\"query\":" + Json.all(own);
    }

    private static ServerTime read(JsonObject answer) {
        JsonObject told = answer.object("aggregations");
        List<JsonObject> buckets = told.object("upper").objects("buckets");
        if (buckets.size() != 1) {
            throw new IllegalArgumentException("it tells no time");
        }
        return new ServerTime(
                Instant.ofEpochMilli(Long.parseLong(buckets.getFirst().text("to_as_string"))),
                told.object("without").number("doc_count"),
                told.object("within").number("doc_count"),
                told.object("unread").number("doc_count"));
    }
}
