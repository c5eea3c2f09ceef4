package dev.tidemark.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** Two nodes that are one cluster. Any thread asks it; one starts and kills. */
public final class SearchCluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ServerProcess first;
    private final ServerProcess further;

    private SearchCluster(ServerProcess first, ServerProcess further) {
        this.first = first;
        this.further = further;
    }

    /**
     * A running one.
     *
     * @param zips the folder that holds {@code opensearch.zip} and {@code elasticsearch.zip}
     */
    public static SearchCluster start(SearchNode product, Path zips) throws Exception {
        int transport = Ports.free();
        SearchCluster cluster = new SearchCluster(product.first(zips, transport), product.further(zips, transport));
        cluster.first.start();
        cluster.startFurther();
        return cluster;
    }

    /** Of the node that is never killed. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + first.port());
    }

    /** The node that is not the leader ends at once; its primaries go to the other one. */
    public void killFurther() {
        further.kill();
    }

    /** Starts the killed node with the data it had; returns when it belongs to the cluster again. */
    public void startFurther() throws Exception {
        further.start();
        require("GET", "/_cluster/health?wait_for_nodes=2&timeout=120s", "");
    }

    /** Asks the first node; whatever it answers. */
    public HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(uri().resolve(path))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body, UTF_8))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Asks the first node. @throws IOException if the answer is no success */
    public String require(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(method, path, body);
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    @Override
    public void close() throws IOException {
        http.shutdownNow();
        further.close();
        first.close();
    }
}
