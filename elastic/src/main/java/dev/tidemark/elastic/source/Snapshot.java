package dev.tidemark.elastic.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.elastic.http.Answer;
import dev.tidemark.elastic.http.Call;
import dev.tidemark.elastic.http.JsonObject;
import dev.tidemark.elastic.source.Cluster.Found;
import java.io.IOException;
import java.util.Optional;

/**
 * An index as it was at one moment, a point in time, searched page by page. One thread.
 *
 * <p>A page that does not come from all shards is none. When the cluster has forgotten the moment, because a node went
 * or a pause was long, another one is to be opened.
 */
final class Snapshot implements AutoCloseable {
    /** The moment is gone, or not all of it answers. */
    static final class LostException extends IOException {
        private static final long serialVersionUID = 1;

        LostException(String message) {
            super(message);
        }
    }

    private final Cluster cluster;
    private final String index;
    private final String keepAlive;
    private String handle;

    private Snapshot(Cluster cluster, String index, String keepAlive, String handle) {
        this.cluster = cluster;
        this.index = index;
        this.keepAlive = keepAlive;
        this.handle = handle;
    }

    static Snapshot open(NamedIndex of, ModeSettings how) throws IOException {
        Cluster cluster = of.cluster();
        String index = of.name();
        String keepAlive = ModeSettings.seconds(how.keepAlive());
        boolean openSearch = cluster.product().isOpenSearch();
        Call call = openSearch
                ? Call.post(index, "_search", "point_in_time")
                        .with("allow_partial_pit_creation", "false")
                        .with("preference", "_primary")
                : Call.post(index, "_pit");
        Answer answer = cluster.answer(call.with("keep_alive", keepAlive), "read", index);
        JsonObject opened = answer.json();
        requireWhole(opened, index);
        return new Snapshot(cluster, index, keepAlive, answer.read(json -> json.text(openSearch ? "pit_id" : "id")));
    }

    private static void requireWhole(JsonObject opened, String index) throws IOException {
        JsonObject shards = opened.has("_shards") ? opened.object("_shards") : JsonObject.EMPTY;
        if (shards.has("total") && shards.number("total") == 0) {
            // An index of another cluster that one may not search there is left out, without an error.
            throw new IOException("a point in time of " + index + " has no shards"
                    + (IndexNames.isElsewhere(index)
                            ? ": the privilege 'read_cross_cluster' for it is missing in its cluster"
                            : ": none of them is available, try again"));
        }
        if (shards.has("failed") && shards.number("failed") > 0) {
            throw new LostException("a point in time of " + index + " lacks shards: " + shards.number("failed") + " of "
                    + shards.number("total") + " failed");
        }
    }

    /** For people. */
    String handle() {
        return handle;
    }

    /**
     * A page.
     *
     * @param search  members of the request's body, without braces
     * @param longest how many bytes the answer may have
     * @throws LostException if another snapshot is to be opened
     * @throws dev.tidemark.elastic.http.AnswerTooLargeException if the answer is longer
     */
    Found page(String search, int longest) throws IOException {
        String body = "{\"pit\":{\"id\":" + Json.text(handle) + ",\"keep_alive\":\"" + keepAlive + "\"}," + search
                + ",\"seq_no_primary_term\":true,\"version\":true,\"track_total_hits\":false}";
        Found found = whole(cluster.send(Call.post("_search").with(body).atMost(longest)), index);
        handle = Optional.of(found.answer().handle())
                .filter(newer -> !newer.isEmpty())
                .orElse(handle);
        return found;
    }

    /** What a search found, if all of the index answered. */
    static Found whole(Answer answer, String index) throws IOException {
        boolean gone = answer.is(404) && new String(answer.body(), UTF_8).contains("search_context_missing_exception");
        if (gone || answer.is(503)) {
            throw new LostException(String.valueOf(answer.failure().getMessage()));
        }
        Cluster.refuse(answer, "read", index);
        SearchAnswer found = Cluster.read(answer.success());
        if (!found.isWhole()) {
            throw new LostException(index + " answered " + answer.call() + " in part: shards " + found.shards()
                    + (found.clusters().isEmpty() ? "" : ", clusters " + found.clusters())
                    + (found.timedOut() ? ", timed out" : ""));
        }
        return new Found(found, answer.body());
    }

    /** Whether an index shows no document. */
    static boolean isEmpty(NamedIndex index) throws IOException {
        Call any = index.search().with("{\"size\":1,\"_source\":false,\"track_total_hits\":false}");
        return whole(index.cluster().send(any), index.name()).answer().hits().isEmpty();
    }

    /** The cluster may forget it; it would do so itself after a while, so a failure is none. */
    @Override
    public void close() {
        try {
            if (cluster.product().isOpenSearch()) {
                cluster.send(Call.delete("_search", "point_in_time").with("{\"pit_id\":[" + Json.text(handle) + "]}"));
            } else {
                cluster.send(Call.delete("_pit").with("{\"id\":" + Json.text(handle) + "}"));
            }
        } catch (IOException e) {
            // it expires
        }
    }
}
