package dev.tidemark.cli.powercut;

import dev.tidemark.testkit.server.DynamoNode;
import dev.tidemark.testkit.server.ServerProcess;
import dev.tidemark.testkit.server.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class DynamoKillIT extends StateServerKills {
    private static final Path CLASS_PATH = Path.of("..", "dynamodb-local", "target", "class-path");

    private static ServerProcess dynamo;
    private static int places;

    @BeforeAll
    static void startDynamo() throws Exception {
        dynamo = DynamoNode.of(CLASS_PATH);
        dynamo.start();
    }

    @AfterAll
    static void stopDynamo() throws IOException {
        dynamo.close();
    }

    @Override
    TestServer server() {
        return dynamo;
    }

    @Override
    String state() {
        return """
                storage_type = "dynamodb"
                storage_config = { endpoint = "http://127.0.0.1:%d", region = "eu-central-1", create_table = true, \
                table = "states-%d", access_key_id = "local", secret_access_key = "secret" }
                """.formatted(dynamo.port(), places++);
    }
}
