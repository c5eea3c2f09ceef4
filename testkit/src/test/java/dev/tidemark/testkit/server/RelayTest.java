package dev.tidemark.testkit.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayTest {
    private final LinkedBlockingQueue<String> received = new LinkedBlockingQueue<>();
    private ServerSocket server;
    private Thread serving;
    private Relay relay;

    @BeforeEach
    void startServer() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        serving = Thread.ofPlatform().daemon().start(this::serve);
        relay = Relay.to(server.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
        server.close();
    }

    /** Answers every line with {@code got LINE}; says what it saw of the last one when the connection ends. */
    private void serve() {
        while (true) {
            try (Socket socket = server.accept()) {
                StringBuilder line = new StringBuilder();
                for (int next = socket.getInputStream().read();
                        next >= 0;
                        next = socket.getInputStream().read()) {
                    line.append((char) next);
                    if (next == '\n') {
                        received.add(line.toString());
                        socket.getOutputStream().write(("got " + line).getBytes(US_ASCII));
                        line.setLength(0);
                    }
                }
                received.add(line + "|");
            } catch (IOException e) {
                return;
            }
        }
    }

    private static final class Client implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;

        Client(Relay relay) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), relay.port());
            socket.setSoTimeout(10_000);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
        }

        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(US_ASCII));
        }

        String answer() throws IOException {
            return in.readLine();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private String received() throws InterruptedException {
        return received.poll(10, TimeUnit.SECONDS);
    }

    @Test
    void passesEverythingOn() throws Exception {
        try (Client client = new Client(relay)) {
            client.send("a\n");
            assertThat(client.answer()).isEqualTo("got a");
            client.send("b\n");
            assertThat(client.answer()).isEqualTo("got b");
        }
        assertThat(received()).isEqualTo("a\n");
    }

    @Test
    void cutsWithinARequestOnce() throws Exception {
        relay.arm(Cut.request("mark", 2));
        try (Client client = new Client(relay)) {
            client.send("before\n");
            assertThat(client.answer()).isEqualTo("got before");
            assertThat(relay.armed()).isTrue();
            client.send("a mark here\n");
            assertThat(client.answer()).isNull();
        }
        assertThat(relay.armed()).isFalse();
        assertThat(received()).isEqualTo("before\n");
        assertThat(received()).isEqualTo("a ma|");
        try (Client client = new Client(relay)) {
            client.send("a mark here\n");
            assertThat(client.answer()).isEqualTo("got a mark here");
        }
    }

    @Test
    void findsAMarkThatComesInParts() throws Exception {
        relay.arm(Cut.request("x\nmark", 0));
        try (Client client = new Client(relay)) {
            client.send("x\n");
            assertThat(client.answer()).isEqualTo("got x");
            client.send("mark\n");
            assertThat(client.answer()).isNull();
        }
        assertThat(received()).isEqualTo("x\n");
        assertThat(received()).isEqualTo("|");
    }

    @Test
    void cutsWithinAnAnswerAfterTheServerHasActed() throws Exception {
        relay.arm(Cut.answer("mark", 5));
        try (Client client = new Client(relay)) {
            client.send("mark\n");
            assertThat(client.answer()).isEqualTo("got m");
            assertThat(client.answer()).isNull();
        }
        assertThat(received()).isEqualTo("mark\n");
    }

    @Test
    void silenceIsNoEndOfTheConnection() throws Exception {
        try (Client client = new Client(relay)) {
            client.socket.setSoTimeout(200);
            relay.fallSilent();
            client.send("a\n");
            assertThatIOException().isThrownBy(client::answer).isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(received()).isEqualTo("|");
    }

    @Test
    void whereNobodyListensTheConnectionEnds() throws Exception {
        server.close();
        serving.join(); // until then the kernel may still give it a connection
        try (Client client = new Client(relay)) {
            assertThat(client.answer()).isNull();
        }
    }
}
