package dev.tidemark.aws.dynamo;

import dev.tidemark.testkit.server.DynamoNode;
import dev.tidemark.testkit.server.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** DynamoDB Local for all tests of the module, started when a test first wants it. */
final class Local {
    private static final Path CLASS_PATH = Path.of("..", "dynamodb-local", "target", "class-path");

    private static ServerProcess started;

    private Local() {}

    static synchronized ServerProcess server() {
        if (started == null) {
            started = start();
        }
        return started;
    }

    private static ServerProcess start() {
        try {
            ServerProcess server = DynamoNode.of(CLASS_PATH);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
            server.start();
            return server;
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local does not start", e);
        }
    }

    private static void close(ServerProcess server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static URI uri() {
        return URI.create("http://127.0.0.1:" + server().port());
    }

    /** A table of a test. */
    static DynamoSettings settings(String table) {
        return settings(uri(), table, new Owner("web", Optional.of("134249236"), List.of(), Optional.empty()));
    }

    static DynamoSettings settings(URI endpoint, String table, Owner owner) {
        return new DynamoSettings(
                table,
                Optional.of("eu-central-1"),
                Optional.of(endpoint),
                Optional.of(new DynamoSettings.AccessKeys("local", "secret", Optional.empty())),
                Optional.empty(),
                Duration.ofSeconds(20),
                true,
                owner);
    }
}
