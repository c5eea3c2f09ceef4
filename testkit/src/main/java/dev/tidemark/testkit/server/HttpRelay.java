package dev.tidemark.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Stands between a client and an HTTP server of this machine, writes down what is asked for, and answers some requests
 * itself. Any thread.
 */
public final class HttpRelay implements AutoCloseable {
    /** An answer that the server does not give. */
    public record Reply(int status, String type, String body) {}

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final HttpServer entrance;
    private final int server;
    private volatile Function<String, Optional<Reply>> own = request -> Optional.empty();

    private HttpRelay(int server) throws IOException {
        this.server = server;
        entrance = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        entrance.createContext("/", this::pass);
        entrance.setExecutor(threads);
        entrance.start();
    }

    /** @param server port that it listens on */
    public static HttpRelay to(int server) throws IOException {
        return new HttpRelay(server);
    }

    /** The address for the client. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + entrance.getAddress().getPort());
    }

    /** Methods and paths of what was asked for since this was asked last. */
    public List<String> requests() {
        List<String> asked = List.copyOf(requests);
        requests.clear();
        return asked;
    }

    /** @param answers by method and path, to requests that do not reach the server from now on */
    public void answer(Function<String, Optional<Reply>> answers) {
        own = answers;
    }

    private void pass(HttpExchange exchange) throws IOException {
        String request =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        requests.add(request);
        Optional<Reply> reply = own.apply(request);
        if (reply.isPresent()) {
            send(
                    exchange,
                    reply.get().status(),
                    reply.get().type(),
                    reply.get().body().getBytes(UTF_8));
            return;
        }
        HttpRequest.Builder onwards = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server + exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                .ifPresent(type -> onwards.header("Content-Type", type));
        try {
            HttpResponse<byte[]> answer = client.send(onwards.build(), HttpResponse.BodyHandlers.ofByteArray());
            String type = answer.headers().firstValue("Content-Type").orElse("application/json");
            send(exchange, answer.statusCode(), type, answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.close();
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        entrance.stop(0);
        threads.shutdownNow();
        client.shutdownNow();
    }
}
