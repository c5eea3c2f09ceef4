package dev.tidemark.embed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The audit log of a shop: answers with some records from a number on. */
final class AuditServer implements AutoCloseable {
    private final List<String> records = new CopyOnWriteArrayList<>();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final int most;
    private final HttpServer server;

    /** One that answers with up to two. */
    AuditServer() throws IOException {
        this(2);
    }

    /** @param most how many records it answers with */
    AuditServer(int most) throws IOException {
        this.most = most;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/audit", this::answer);
        server.start();
    }

    /** Clerks do something, one after the other. */
    void add(String... clerks) {
        records.addAll(Stream.of(clerks)
                .map(clerk -> "{\"clerk\":\"" + clerk + "\",\"action\":\"sale\",\"at\":\"2026-03-01T10:00:00Z\"}")
                .toList());
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/audit");
    }

    /** What it was asked with. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    /** How often it was asked. */
    int requests() {
        return asked.size();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        asked.add(query);
        int from = Integer.parseInt(query.substring("from=".length()));
        byte[] body = records.stream()
                .skip(from)
                .limit(most)
                .map(line -> line + "\n")
                .collect(Collectors.joining())
                .getBytes(UTF_8);
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
