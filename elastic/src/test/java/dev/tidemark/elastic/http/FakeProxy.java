package dev.tidemark.elastic.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy that makes tunnels for whoever says the password, and passes on nothing else. */
final class FakeProxy implements AutoCloseable {
    private static final String WHO_ARE_YOU = """
            HTTP/1.1 407 Who are you\r
            Proxy-Authenticate: Basic realm="p"\r
            Content-Length: 0\r
            \r
            """;

    private final ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final String authorization;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    FakeProxy(String authorization) throws IOException {
        this.authorization = authorization;
        Thread.ofPlatform().daemon().start(this::admit);
    }

    URI uri(String user) {
        return URI.create("http://" + user + "@127.0.0.1:" + entrance.getLocalPort());
    }

    List<String> asked() {
        return List.copyOf(asked);
    }

    private void admit() {
        try {
            while (true) {
                Socket client = entrance.accept();
                Thread.ofPlatform().daemon().start(() -> serve(client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                asked.add(head.lines().findFirst().orElseThrow());
                if (head.contains("Proxy-Authorization: " + authorization)) {
                    tunnel(client, in, head.split("[ :]", 4)[2]);
                    return;
                }
                say(client, WHO_ARE_YOU);
            }
        } catch (IOException e) {
            // the client has gone
        }
    }

    private static void tunnel(Socket client, InputStream in, String port) throws IOException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port))) {
            say(client, "HTTP/1.1 200 Go on\r\n\r\n");
            Thread answers = Thread.ofPlatform().daemon().start(() -> copy(server, client));
            in.transferTo(server.getOutputStream());
            answers.interrupt();
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one of them has gone
        }
    }

    private static void say(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /** Up to the empty line; empty at the end. */
    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int each = in.read(); each >= 0; each = in.read()) {
            head.write(each);
            if (head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
                return head.toString(ISO_8859_1);
            }
        }
        return "";
    }

    @Override
    public void close() throws IOException {
        entrance.close();
    }
}
