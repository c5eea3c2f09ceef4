package dev.tidemark.elastic.state;

import dev.tidemark.testkit.server.SearchNode;
import dev.tidemark.testkit.server.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** One node of each product for all tests of the module, started when a test first wants it. */
final class Nodes {
    private static final Path ZIPS = Path.of("target", "servers");
    private static final Map<SearchNode, ServerProcess> STARTED = new EnumMap<>(SearchNode.class);

    private Nodes() {}

    static synchronized ServerProcess of(SearchNode product) {
        return STARTED.computeIfAbsent(product, Nodes::start);
    }

    private static ServerProcess start(SearchNode product) {
        try {
            ServerProcess node = product.in(ZIPS);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node)));
            node.start();
            return node;
        } catch (Exception e) {
            throw new IllegalStateException(product + " does not start", e);
        }
    }

    private static void close(ServerProcess node) {
        try {
            node.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
