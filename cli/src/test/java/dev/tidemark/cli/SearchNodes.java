package dev.tidemark.cli;

import dev.tidemark.testkit.server.SearchNode;
import dev.tidemark.testkit.server.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A node of each product, with the memory for large documents: started for the first class of tests that needs them,
 * stopped after the last one. Tests share them, so each takes names of indexes of its own.
 */
final class SearchNodes implements BeforeAllCallback {
    private static final Path ZIPS = Path.of("..", "elastic", "target", "servers");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Map<SearchNode, ServerProcess> NODES = new EnumMap<>(SearchNode.class);
    private static int names;

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SearchNodes.class))
                .computeIfAbsent(Running.class, key -> new Running(), Running.class);
    }

    /** Closed by JUnit at the end of all tests. */
    private static final class Running implements AutoCloseable {
        Running() {
            try {
                for (SearchNode product : SearchNode.values()) {
                    ServerProcess node = product.large(ZIPS);
                    NODES.put(product, node);
                    node.start();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws IOException {
            for (ServerProcess node : NODES.values()) {
                node.close();
            }
        }
    }

    static int port(SearchNode product) {
        return Objects.requireNonNull(NODES.get(product)).port();
    }

    /** A name that no other test has. */
    static String name(String begin) {
        return begin + names++;
    }

    /** Whatever it answers. */
    static HttpResponse<String> ask(SearchNode product, String method, String path, String body)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port(product) + path))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The body of an answer. @throws IOException if it is no success */
    static String send(SearchNode product, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = ask(product, method, path, body);
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }
}
