package dev.tidemark.elastic.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
        /** Whatever is asked for, all is found, from now on. */
        IGNORES_QUERY
    }

    /** @param time null if it has none */
    record Doc(int place, String id, @Nullable Instant time, boolean visible) {}

    private final HttpServer server;
    private final Map<String, Doc> documents = new LinkedHashMap<>();
    private final Map<String, List<Doc>> snapshots = new HashMap<>();
    private final Set<String> forbidden = new HashSet<>();
    private final List<String> calls = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private String uuid = "uuid-1";
    private String type = "date";
    private String settings = "{}";
    private String defaults = "{}";
    private String field = "event.ingested";
    private String pipelines = "{}";
    private boolean serverless;
    private Trouble trouble = Trouble.NONE;
    private int opened;
    private int places;

    TimedCluster() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    synchronized Instant now() {
        return now;
    }

    synchronized void pass(long seconds) {
        now = now.plusSeconds(seconds);
    }

    synchronized void add(String id, @Nullable Instant time) {
        documents.put(id, new Doc(places++, id, time, true));
    }

    /** It is there, and no search shows it before it is {@linkplain #show shown}. */
    synchronized void hide(String id, Instant time) {
        documents.put(id, new Doc(places++, id, time, false));
    }

    synchronized void show(String id) {
        documents.computeIfPresent(id, (same, doc) -> new Doc(doc.place, id, doc.time, true));
    }

    synchronized void recreate(String other) {
        uuid = other;
        documents.clear();
    }

    /** Empty: no document has the field. */
    synchronized void type(String other) {
        type = other;
    }

    /** Which field has the times. */
    synchronized void field(String other) {
        field = other;
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

    /** Refuses calls whose path ends so. */
    synchronized void forbid(String end) {
        forbidden.add(end);
    }

    synchronized void allow(String end) {
        forbidden.remove(end);
    }

    synchronized void trouble(Trouble next) {
        trouble = next;
    }

    synchronized int openSnapshots() {
        return snapshots.size();
    }

    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    private record Reply(int status, String body) {}

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String path = exchange.getRequestURI().getPath();
        calls.add(exchange.getRequestMethod() + " " + path);
        Reply reply = reply(exchange.getRequestMethod(), path, body);
        byte[] bytes = reply.body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(reply.status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Reply reply(String method, String path, String body) {
        if (forbidden.stream().anyMatch(path::endsWith)) {
            return error(403, "security_exception", "action [" + path + "] is unauthorized for user [reader]");
        }
        if (path.endsWith("/_field_caps")) {
            String caps = type.isEmpty() ? "" : "\"" + field + "\":{\"" + type + "\":{\"type\":\"" + type + "\"}}";
            return new Reply(200, "{\"indices\":[\"logs\"],\"fields\":{" + caps + "}}");
        }
        if (path.endsWith("/_refresh")) {
            return new Reply(200, "{\"_shards\":{\"total\":1,\"successful\":1,\"failed\":0}}");
        }
        if (path.contains("/_settings")) {
            return new Reply(200, "{\"logs\":{\"settings\":" + settings + ",\"defaults\":" + defaults + "}}");
        }
        if (path.contains("/_ingest/")) {
            return new Reply(200, pipelines);
        }
        if (path.contains("/_stats") && serverless) {
            return error(410, "api_not_available_exception", "not available when running in serverless mode");
        }
        if (path.contains("/_stats")) {
            return new Reply(200, stats());
        }
        if (path.endsWith("/_pit")) {
            return method.equals("POST") ? open() : close(body);
        }
        return path.endsWith("/_search") ? search(path, body) : new Reply(200, "{\"version\":{\"number\":\"8.19.0\"}}");
    }

    private static Reply error(int status, String type, String reason) {
        return new Reply(
                status,
                "{\"error\":{\"root_cause\":[{\"type\":\"" + type + "\",\"reason\":\"" + reason + "\"}],\"type\":\""
                        + type + "\",\"reason\":\"" + reason + "\"},\"status\":" + status + "}");
    }

    private String stats() {
        int last = documents.size() - 1;
        return "{\"indices\":{\"logs\":{\"uuid\":\"" + uuid
                + "\",\"shards\":{\"0\":[{\"routing\":{\"state\":\"STARTED\","
                + "\"primary\":true,\"node\":\"n\"},\"seq_no\":{\"max_seq_no\":" + last + ",\"local_checkpoint\":"
                + last
                + ",\"global_checkpoint\":" + last + "}}]}}}}";
    }

    private Reply open() {
        String id = "pit" + opened++;
        snapshots.put(id, visible());
        return new Reply(200, "{\"id\":\"" + id + "\"}");
    }

    private Reply close(String body) {
        Matcher pit = PIT.matcher(body);
        return pit.find() && snapshots.remove(pit.group(1)) != null
                ? new Reply(200, "{\"succeeded\":true}")
                : error(404, "resource_not_found_exception", "gone");
    }

    private List<Doc> visible() {
        return documents.values().stream().filter(Doc::visible).toList();
    }

    private Reply search(String path, String body) {
        if (body.contains("\"sort\":[\"tidemark.")) {
            return new Reply(
                    400,
                    "{\"error\":{\"root_cause\":[{\"type\":\"query_shard_exception\",\"index_uuid\":\"" + uuid
                            + "\",\"index\":\"logs\"}],\"type\":\"search_phase_execution_exception\",\"reason\":\"all shards"
                            + " failed\"},\"status\":400}");
        }
        if (body.contains("\"aggs\"")) {
            return new Reply(
                    200, found(1, 1, "", false, List.of()).replaceFirst("\\{", "{" + aggregations(body) + ","));
        }
        if (body.contains("\"_seq_no\":{\"gt\"")) {
            return new Reply(200, found(1, 1, "", false, List.of()));
        }
        if (!path.equals("/_search")) {
            return new Reply(200, found(1, 1, "", false, hits(visible(), body)));
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
            return error(404, "search_context_missing_exception", "No search context found for id [24]");
        }
        if (took(Trouble.UNAVAILABLE)) {
            return error(503, "search_phase_execution_exception", "all shards failed");
        }
        List<String> hits = hits(docs, body);
        List<String> half = hits.subList(0, hits.size() / 2);
        if (took(Trouble.LOST_IN_PART)) {
            return new Reply(200, found(2, 1, "", false, half));
        }
        if (took(Trouble.CLUSTER_LEFT_OUT)) {
            return new Reply(
                    200, found(1, 1, "\"_clusters\":{\"total\":2,\"successful\":1,\"skipped\":1},", false, half));
        }
        return new Reply(200, found(1, 1, "", took(Trouble.TIMES_OUT), hits));
    }

    private String aggregations(String body) {
        Matcher settle = SETTLE.matcher(body);
        Matcher from = FROM.matcher(body);
        Instant bound = from.find() ? Instant.parse(from.group(1)) : Instant.MIN;
        long upper = settle.find()
                ? now.minusSeconds(Long.parseLong(settle.group(1))).toEpochMilli()
                : 0;
        long without = visible().stream().filter(doc -> doc.time == null).count();
        long within = visible().stream()
                .filter(doc -> doc.time != null && !doc.time.isBefore(bound))
                .count();
        return "\"aggregations\":{\"upper\":{\"buckets\":[{\"key\":\"*\",\"to\":1.0E12,\"to_as_string\":\"" + upper
                + "\",\"doc_count\":0}]},\"without\":{\"doc_count\":" + without + "},\"within\":{\"doc_count\":"
                + within
                + "}}";
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
                .map(doc -> "{\"_index\":\"logs\",\"_id\":\"" + doc.id + "\",\"_seq_no\":" + doc.place
                        + ",\"_primary_term\":1,\"_source\":{\"message\":\"" + doc.id + "\"},\"sort\":[" + millis(doc)
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
        server.stop(0);
    }
}
