package dev.tidemark.cli.powercut;

import dev.tidemark.testkit.server.SearchNode;
import dev.tidemark.testkit.server.ServerProcess;
import dev.tidemark.testkit.server.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class OpenSearchKillIT extends StateServerKills {
    private static final Path ZIPS = Path.of("..", "elastic", "target", "servers");

    private static ServerProcess node;
    private static int places;

    @BeforeAll
    static void startNode() throws Exception {
        node = SearchNode.OPENSEARCH.in(ZIPS);
        node.start();
    }

    @AfterAll
    static void stopNode() throws IOException {
        node.close();
    }

    @Override
    TestServer server() {
        return node;
    }

    @Override
    String state() {
        return """
                storage_type = "opensearch"
                storage_config = { url = "http://127.0.0.1:%d", index = "states-%d" }
                """.formatted(node.port(), places++);
    }
}
