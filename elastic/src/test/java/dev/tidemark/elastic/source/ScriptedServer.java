package dev.tidemark.elastic.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Answers what a script says, one request at a time, and remembers what it was asked. */
final class ScriptedServer implements AutoCloseable {
    /** @param query as it was sent; empty if there was none */
    record Request(String method, String path, String query, String body) {
        boolean ends(String path) {
            return this.path.endsWith(path);
        }
    }

    /** @param body as JSON */
    record Reply(int status, String body) {
        static Reply ok(String body) {
            return new Reply(200, body);
        }

        /** As clusters write what went wrong. */
        static Reply error(int status, String type, String reason) {
            String cause = "\"type\":\"" + type + "\",\"reason\":\"" + reason + "\"";
            return new Reply(
                    status,
                    "{\"error\":{\"root_cause\":[{" + cause + "}]," + cause + ",\"index\":\"logs\"},\"status\":"
                            + status + "}");
        }
    }

    /** What is answered. */
    @FunctionalInterface
    interface Script {
        Reply reply(Request request);
    }

    private final HttpServer server;
    private final Script script;
    private final List<Request> requests = new ArrayList<>();

    ScriptedServer(Script script) throws IOException {
        this.script = script;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Methods and paths, in their order. */
    synchronized List<String> calls() {
        return requests.stream().map(each -> each.method + " " + each.path).toList();
    }

    synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        Request request = new Request(
                exchange.getRequestMethod(),
                uri.getPath(),
                uri.getQuery() == null ? "" : uri.getQuery(),
                new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        requests.add(request);
        Reply reply = script.reply(request);
        byte[] bytes = reply.body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(reply.status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
