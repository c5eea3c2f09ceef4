package dev.tidemark.testkit.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Redis server. */
public final class RedisNode {
    private static final int PATIENCE_MILLIS = 2000;

    private RedisNode() {}

    /** One that keeps all it confirmed, to be started. */
    public static ServerProcess durable(Path executable) throws IOException {
        return of(executable, "--appendonly", "yes", "--appendfsync", "always");
    }

    /**
     * One that is set up by options, to be started.
     *
     * @param executable of the server
     * @param options    as on its command line: {@code --appendonly yes}
     */
    public static ServerProcess of(Path executable, String... options) throws IOException {
        int port = Ports.free();
        Path folder = Files.createTempDirectory("redis");
        List<String> command = new ArrayList<>(List.of(executable.toString(), "--port", Integer.toString(port)));
        command.addAll(List.of("--bind", "127.0.0.1", "--dir", folder.toString(), "--save", ""));
        command.addAll(List.of(options));
        return new ServerProcess(
                new ServerProcess.Plan(folder, port, command, Map.of(), () -> answers(port), Duration.ofSeconds(30)));
    }

    /** Not while it still loads its data. */
    private static boolean answers(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write("PING\r\n".getBytes(US_ASCII));
            String answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();
            return answer != null && (answer.equals("+PONG") || answer.startsWith("-NOAUTH"));
        }
    }
}
