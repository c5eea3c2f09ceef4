package dev.tidemark.elastic.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One index that is read by scrolls, and that misbehaves at a chosen call. A scroll gives each page once. */
final class ScrollCluster implements AutoCloseable {
    private static final Pattern SIZE = Pattern.compile("\"size\":(\\d+)");
    private static final Pattern HANDLE = Pattern.compile("\"scroll_id\":\\[?\"(scroll\\d+)\"");

    /** What goes wrong at the next page after the first. */
    enum Trouble {
        NONE,
        EXPIRED,
        SHARD_FAILS,
        TIMES_OUT,
        /** A page is given to nobody. */
        ANSWER_IS_LOST
    }

    private record Context(List<String> documents, int size, int total) {}

    private final HttpServer server;
    private final List<String> documents = new ArrayList<>();
    private final Map<String, Context> open = new HashMap<>();
    private final List<String> calls = new ArrayList<>();
    private String uuid = "uuid-1";
    private String padding = "";
    private Trouble trouble = Trouble.NONE;
    private int opened;

    ScrollCluster() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    synchronized void add(String id) {
        documents.add(id);
    }

    synchronized void recreate(String other) {
        uuid = other;
        documents.clear();
    }

    /** How many bytes more each document has. */
    synchronized void pad(int bytes) {
        padding = "x".repeat(bytes);
    }

    synchronized void trouble(Trouble next) {
        trouble = next;
    }

    /** Forgets all scrolls. */
    synchronized void expire() {
        open.clear();
    }

    synchronized int openScrolls() {
        return open.size();
    }

    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    private record Reply(int status, String body) {}

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        Reply reply =
                reply(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), body);
        byte[] bytes = reply.body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(reply.status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Reply reply(String method, String path, String body) {
        if (path.endsWith("/_field_caps")) {
            return new Reply(200, "{\"indices\":[\"logs\"],\"fields\":{}}");
        }
        if (path.endsWith("/_refresh")) {
            return new Reply(200, "{\"_shards\":{\"total\":1,\"successful\":1,\"failed\":0}}");
        }
        if (body.contains("\"sort\":[\"tidemark.")) {
            return new Reply(
                    400,
                    "{\"error\":{\"root_cause\":[{\"type\":\"query_shard_exception\",\"index_uuid\":\"" + uuid
                            + "\",\"index\":\"logs\"}],\"type\":\"search_phase_execution_exception\",\"reason\":\"all"
                            + " shards failed\"},\"status\":400}");
        }
        if (path.endsWith("/_search/scroll")) {
            return scroll(method, body);
        }
        if (path.endsWith("/_search")) {
            Matcher size = SIZE.matcher(body);
            String handle = "scroll" + opened++;
            int asked = size.find() ? Integer.parseInt(size.group(1)) : 10;
            open.put(handle, new Context(new ArrayList<>(documents), asked, documents.size()));
            return new Reply(200, page(handle, 1, false));
        }
        return new Reply(200, "{\"version\":{\"number\":\"8.19.0\"}}");
    }

    private Reply scroll(String method, String body) {
        Matcher found = HANDLE.matcher(body);
        String handle = found.find() ? found.group(1) : "";
        if (method.equals("DELETE")) {
            open.remove(handle);
            return new Reply(200, "{\"succeeded\":true}");
        }
        if (took(Trouble.EXPIRED)) {
            open.remove(handle);
        }
        if (!open.containsKey(handle)) {
            return new Reply(
                    404,
                    "{\"error\":{\"type\":\"search_phase_execution_exception\",\"root_cause\":[{\"type\":"
                            + "\"search_context_missing_exception\",\"reason\":\"No search context found\"}],"
                            + "\"reason\":\"all shards failed\"},\"status\":404}");
        }
        if (took(Trouble.ANSWER_IS_LOST)) {
            page(handle, 1, false);
        }
        return new Reply(200, page(handle, took(Trouble.SHARD_FAILS) ? 2 : 1, took(Trouble.TIMES_OUT)));
    }

    private String page(String handle, int shards, boolean timedOut) {
        Context context = open.get(handle);
        List<String> hits = new ArrayList<>();
        while (hits.size() < context.size && !context.documents.isEmpty()) {
            String id = context.documents.removeFirst();
            hits.add("{\"_index\":\"logs\",\"_id\":\"" + id + "\",\"_seq_no\":1,\"_primary_term\":1,\"_source\":"
                    + "{\"message\":\"" + id + padding + "\"},\"sort\":[0]}");
        }
        return "{\"_scroll_id\":\"" + handle + "\",\"timed_out\":" + timedOut + ",\"_shards\":{\"total\":" + shards
                + ",\"successful\":1,\"skipped\":0,\"failed\":" + (shards - 1) + "},\"hits\":{\"total\":{\"value\":"
                + context.total + ",\"relation\":\"eq\"},\"hits\":[" + String.join(",", hits) + "]}}";
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
