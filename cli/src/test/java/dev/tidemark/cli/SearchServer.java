package dev.tidemark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.testkit.server.SearchNode;
import dev.tidemark.testkit.server.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A running node that tests ask.
 *
 * @param login user and password, with a colon, of one who may do anything; empty if it asks for none
 */
record SearchServer(SearchNode product, int port, String login) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Starts nodes at the same time. */
    static void start(Collection<ServerProcess> nodes) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> starting = new ArrayList<>();
            for (ServerProcess node : nodes) {
                starting.add(threads.submit(() -> {
                    node.start();
                    return null;
                }));
            }
            for (Future<Void> each : starting) {
                each.get();
            }
        }
    }

    /** The type of a source that reads it. */
    String connector() {
        return product.name().toLowerCase(Locale.ROOT);
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Whatever it answers. */
    HttpResponse<String> ask(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!login.isEmpty()) {
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)));
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The body of an answer. @throws IOException if it is no success, or one with an item that failed */
    String send(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = ask(method, path, body);
        if (answer.statusCode() / 100 != 2 || answer.body().contains("\"errors\":true")) {
            throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** Makes the node a remote cluster, {@code other}, of itself, which refuses the same as another one does. */
    void knowsItselfAsOther() throws IOException, InterruptedException {
        String nodes = send("GET", "/_nodes/transport", "");
        String transport = nodes.replaceFirst("(?s).*\"publish_address\"\\s*:\\s*\"([^\"]+)\".*", "$1");
        send("PUT", "/_cluster/settings", "{\"persistent\":{\"cluster.remote.other.seeds\":[\"" + transport + "\"]}}");
    }
}
