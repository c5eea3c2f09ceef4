package dev.tidemark.elastic.source;

import dev.tidemark.elastic.source.ScriptedServer.Reply;
import dev.tidemark.elastic.source.ScriptedServer.Request;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One index that is read by a time field, with a clock of its own, that misbehaves at a chosen call. A snapshot holds
 * the documents that were visible when it was opened.
 */
final class TimedCluster implements AutoCloseable {
    private static final Pattern FROM = Pattern.compile("\"gte\":\"([^\"]+)\"");
    private static final Pattern TO = Pattern.compile("\"lt\":\"([^\"]+)\"");
    private static final Pattern SIZE = Pattern.compile("\"size\":(\\d+)");
    private static final Pattern PIT = Pattern.compile("\"id\":\"(pit\\d+)\"");
    private static final Pattern AFTER = Pattern.compile("\"search_after\":\\[(-?\\d+),(\\d+)\\]");
    private static final Pattern HOUR = Pattern.compile("\"h(\\d+)\":");
    private static final Pattern SETTLE = Pattern.compile("now-(\\d+)s");

    /** What goes wrong, at the next search of a snapshot unless it says otherwise. */
    enum Trouble {
        NONE,
        /** The snapshot is gone. */
        LOST,
        /** One of its shards is gone. */
        LOST_IN_PART,
        /** A cluster that is searched through this one is left out. */
        CLUSTER_LEFT_OUT,
        TIMES_OUT,
        UNAVAILABLE,
        /** Whatever is asked for, the same is found, from now on. */
        REPEATS,
        /** Documents of hours cannot be counted. */
        NO_COUNTS,
        /** Whatever is asked for, all is found, from now on. */
        IGNORES_QUERY
    }

    /** @param time null if it has none */
    record Doc(
            int place, String id, String routing, @Nullable Instant time, boolean visible, long version) {}

    private final ScriptedServer server;
    private final Map<String, Doc> documents = new LinkedHashMap<>();
    private final Map<String, List<Doc>> snapshots = new HashMap<>();
    private final ScriptedIndex index = new ScriptedIndex(documents::size);
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private String settings = "{}";
    private String defaults = "{}";
    private String pipelines = "{}";
    private final Set<String> unrefreshed = new HashSet<>();
    private String padding = "";
    private int timesOfEach = 1;
    private boolean serverless;
    private Trouble trouble = Trouble.NONE;
    private int opened;
    private int places;

    TimedCluster() throws IOException {
        index.mapping("event.ingested", "date");
        index.onRefresh(this::refresh);
        server = new ScriptedServer(this::answer);
    }

    URI uri() {
        return server.uri();
    }

    synchronized Instant now() {
        return now;
    }

    synchronized void pass(long seconds) {
        now = now.plusSeconds(seconds);
    }

    synchronized void add(String id, @Nullable Instant time) {
        add(id, "", time);
    }

    /** For the first time, or again. */
    synchronized void add(String id, String routing, @Nullable Instant time) {
        put(id, routing, time, true);
    }

    private void put(String id, String routing, @Nullable Instant time, boolean visible) {
        Doc before = documents.get(routing + "/" + id);
        long version = before == null ? 1 : before.version + 1;
        documents.put(routing + "/" + id, new Doc(places++, id, routing, time, visible, version));
    }

    /** It is there, and no search shows it before it is {@linkplain #show shown}. */
    synchronized void hide(String id, Instant time) {
        put(id, "", time, false);
    }

    /** It is there, and no search shows it before a refresh. */
    synchronized void addUnrefreshed(String id, Instant time) {
        hide(id, time);
        unrefreshed.add(id);
    }

    private void refresh() {
        unrefreshed.forEach(this::show);
        unrefreshed.clear();
    }

    synchronized void show(String id) {
        documents.computeIfPresent(
                "/" + id, (same, doc) -> new Doc(doc.place, id, doc.routing, doc.time, true, doc.version));
    }

    /** How many bytes more each document has. */
    synchronized void pad(int bytes) {
        padding = "x".repeat(bytes);
    }

    synchronized void recreate(String other) {
        index.uuid(other);
        documents.clear();
    }

    /** What it answers whatever it is read by. */
    ScriptedIndex index() {
        return index;
    }

    /** As JSON, all of them. */
    synchronized void pipeline(String all) {
        pipelines = all;
    }

    synchronized void serverless() {
        serverless = true;
    }

    /** As JSON, of the index. */
    synchronized void settings(String flat) {
        settings = flat;
    }

    /** As JSON, what holds for the index unless it is written. */
    synchronized void defaults(String flat) {
        defaults = flat;
    }

    synchronized void trouble(Trouble next) {
        trouble = next;
    }

    synchronized void delete(String id) {
        documents.remove("/" + id);
    }

    /** How many times a document has as far as they are counted; it is found by one. */
    synchronized void timesOfEach(int times) {
        timesOfEach = times;
    }

    List<Request> requests() {
        return server.requests();
    }

    synchronized int openSnapshots() {
        return snapshots.size();
    }

    List<String> calls() {
        return server.calls();
    }

    private synchronized Reply answer(Request request) {
        if (request.path().contains("/_stats") && serverless) {
            return Reply.error(410, "api_not_available_exception", "not available when running in serverless mode");
        }
        return index.reply(request, this::reply);
    }

    private Reply reply(Request request) {
        if (request.path().contains("/_settings")) {
            return Reply.ok("{\"logs\":{\"settings\":" + settings + ",\"defaults\":" + defaults + "}}");
        }
        if (request.path().contains("/_ingest/")) {
            return Reply.ok(pipelines);
        }
        if (request.ends("/_pit")) {
            return request.method().equals("POST") ? open() : close(request.body());
        }
        return search(request.path(), request.body());
    }

    private Reply open() {
        String id = "pit" + opened++;
        snapshots.put(id, visible());
        return Reply.ok("{\"id\":\"" + id + "\"}");
    }

    private Reply close(String body) {
        Matcher pit = PIT.matcher(body);
        return pit.find() && snapshots.remove(pit.group(1)) != null
                ? Reply.ok("{\"succeeded\":true}")
                : Reply.error(404, "resource_not_found_exception", "gone");
    }

    private List<Doc> visible() {
        return documents.values().stream().filter(Doc::visible).toList();
    }

    private Reply search(String path, String body) {
        if (body.contains("\"hours\"")) {
            return trouble == Trouble.NO_COUNTS
                    ? Reply.error(400, "too_many_buckets_exception", "too many")
                    : Reply.ok(found(1, 1, "", false, List.of()).replaceFirst("\\{", "{" + hours(body) + ","));
        }
        if (body.contains("\"aggs\"")) {
            return Reply.ok(found(1, 1, "", false, List.of()).replaceFirst("\\{", "{" + aggregations(body) + ","));
        }
        if (body.contains("\"_seq_no\":{\"gt\"")) {
            return Reply.ok(found(1, 1, "", false, List.of()));
        }
        if (!path.equals("/_search")) {
            return Reply.ok(found(1, 1, "", false, hits(visible(), body)));
        }
        return inSnapshot(body);
    }

    private Reply inSnapshot(String body) {
        Matcher pit = PIT.matcher(body);
        List<Doc> docs = pit.find() ? snapshots.get(pit.group(1)) : null;
        if (took(Trouble.LOST)) {
            snapshots.remove(pit.group(1));
            docs = null;
        }
        if (docs == null) {
            return Reply.error(404, "search_context_missing_exception", "No search context found for id [24]");
        }
        if (took(Trouble.UNAVAILABLE)) {
            return Reply.error(503, "search_phase_execution_exception", "all shards failed");
        }
        List<String> hits = hits(docs, body);
        List<String> half = hits.subList(0, hits.size() / 2);
        if (took(Trouble.LOST_IN_PART)) {
            return Reply.ok(found(2, 1, "", false, half));
        }
        if (took(Trouble.CLUSTER_LEFT_OUT)) {
            return Reply.ok(found(1, 1, "\"_clusters\":{\"total\":2,\"successful\":1,\"skipped\":1},", false, half));
        }
        return Reply.ok(found(1, 1, "", took(Trouble.TIMES_OUT), hits));
    }

    private String hours(String body) {
        return HOUR.matcher(body)
                .results()
                .map(hour -> {
                    long documents = visible().stream()
                            .filter(doc -> doc.time != null
                                    && Math.floorDiv(millis(doc), 3_600_000) == Long.parseLong(hour.group(1)))
                            .count();
                    return "\"" + "h" + hour.group(1) + "\":{\"doc_count\":" + documents + ",\"times\":{\"value\":"
                            + documents * timesOfEach + "}}";
                })
                .collect(Collectors.joining(",", "\"aggregations\":{\"hours\":{\"buckets\":{", "}}}"));
    }

    private String aggregations(String body) {
        Matcher settle = SETTLE.matcher(body);
        long upper = settle.find()
                ? now.minusSeconds(Long.parseLong(settle.group(1))).toEpochMilli()
                : 0;
        long without = visible().stream().filter(doc -> doc.time == null).count();
        return "\"aggregations\":{\"upper\":{\"buckets\":[{\"key\":\"*\",\"to\":1.0E12,\"to_as_string\":\"" + upper
                + "\",\"doc_count\":0}]},\"without\":{\"doc_count\":" + without + "},\"within\":{\"doc_count\":"
                + from(body, "within")
                + "},\"unread\":{\"doc_count\":" + from(body, "unread") + "}}";
    }

    /** How many documents an aggregation counts that has a lower bound, or none. */
    private long from(String body, String aggregation) {
        Matcher bound = FROM.matcher(
                body.substring(body.indexOf("\"" + aggregation + "\"")).split("}}}", 2)[0]);
        Instant from = bound.find() ? Instant.parse(bound.group(1)) : Instant.MIN;
        return visible().stream()
                .filter(doc -> doc.time != null && !doc.time.isBefore(from))
                .count();
    }

    private List<String> hits(List<Doc> docs, String body) {
        Matcher from = FROM.matcher(body);
        Matcher to = TO.matcher(body);
        Matcher after = AFTER.matcher(body);
        Matcher size = SIZE.matcher(body);
        boolean all = trouble == Trouble.IGNORES_QUERY;
        Instant lower = from.find() && !all ? Instant.parse(from.group(1)) : Instant.MIN;
        Instant upper = to.find() && !all ? Instant.parse(to.group(1)) : Instant.MAX;
        boolean next = after.find() && trouble != Trouble.REPEATS;
        return docs.stream()
                .filter(doc -> doc.time != null && !doc.time.isBefore(lower) && doc.time.isBefore(upper))
                .sorted(Comparator.comparingLong(TimedCluster::millis).thenComparingInt(Doc::place))
                .filter(doc -> !next
                        || millis(doc) > Long.parseLong(after.group(1))
                        || (millis(doc) == Long.parseLong(after.group(1))
                                && doc.place > Integer.parseInt(after.group(2))))
                .limit(size.find() ? Integer.parseInt(size.group(1)) : 10)
                .map(doc -> "{\"_index\":\"logs\",\"_id\":\"" + doc.id + "\",\"_version\":" + doc.version
                        + (doc.routing.isEmpty() ? "" : ",\"_routing\":\"" + doc.routing + "\"") + ",\"_seq_no\":"
                        + doc.place
                        + ",\"_primary_term\":1,\"_source\":{\"message\":\"" + doc.id + padding + "\"},\"sort\":["
                        + millis(doc)
                        + ","
                        + doc.place + "]}")
                .toList();
    }

    private static long millis(Doc doc) {
        return doc.time == null ? 0 : doc.time.toEpochMilli();
    }

    private static String found(int total, int successful, String clusters, boolean timedOut, List<String> hits) {
        return "{\"took\":1,\"timed_out\":" + timedOut + "," + clusters + "\"_shards\":{\"total\":" + total
                + ",\"successful\":" + successful + ",\"skipped\":0,\"failed\":" + (total - successful)
                + "},\"hits\":{\"max_score\":null,\"hits\":[" + String.join(",", hits) + "]}}";
    }

    private boolean took(Trouble kind) {
        boolean now = trouble == kind;
        if (now) {
            trouble = Trouble.NONE;
        }
        return now;
    }

    @Override
    public void close() {
        server.close();
    }
}
