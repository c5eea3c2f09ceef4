package dev.tidemark.cli;

import dev.tidemark.testkit.server.SearchNode;
import dev.tidemark.testkit.server.ServerProcess;
import java.io.IOException;
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
    /** A property names the folder of other versions. */
    private static final Path ZIPS =
            Path.of("..", "elastic", "target", System.getProperty("tidemark.search.servers", "servers"));

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
                    NODES.put(product, product.large(ZIPS));
                }
                SearchServer.start(NODES.values());
                for (SearchNode product : SearchNode.values()) {
                    server(product).knowsItselfAsOther();
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

    static SearchServer server(SearchNode product) {
        return new SearchServer(product, port(product), "");
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
        return server(product).ask(method, path, body);
    }

    /** The body of an answer. @throws IOException if it is no success */
    static String send(SearchNode product, String method, String path, String body)
            throws IOException, InterruptedException {
        return server(product).send(method, path, body);
    }
}
