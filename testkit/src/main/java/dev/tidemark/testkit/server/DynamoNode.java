package dev.tidemark.testkit.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** DynamoDB Local, with its data in files. */
public final class DynamoNode {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private DynamoNode() {}

    /**
     * An empty one, to be started. It takes any credentials.
     *
     * @param classPath the file that holds its class path
     */
    public static ServerProcess of(Path classPath) throws IOException {
        int port = Ports.free();
        Path folder = Files.createTempDirectory("dynamodb");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                Files.readString(classPath).strip(),
                "com.amazonaws.services.dynamodbv2.local.main.ServerRunner",
                "-dbPath",
                folder.toString(),
                "-sharedDb",
                "-disableTelemetry",
                "-port",
                Integer.toString(port));
        return new ServerProcess(
                new ServerProcess.Plan(folder, port, command, Map.of(), () -> answers(port), PATIENCE));
    }

    private static boolean answers(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        }
    }
}
