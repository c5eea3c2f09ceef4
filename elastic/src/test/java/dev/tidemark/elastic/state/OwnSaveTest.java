package dev.tidemark.elastic.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tidemark.api.Sealed;
import dev.tidemark.api.StaleStateException;
import dev.tidemark.api.StateStore;
import dev.tidemark.elastic.http.Connection;
import dev.tidemark.elastic.http.Retries;
import dev.tidemark.elastic.http.SearchClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A save is refused: by someone else's, or by itself, sent twice. */
class OwnSaveTest {
    private static final String KEY = "web/claims";
    private static final Pattern WRITE = Pattern.compile("\"write\":\"([^\"]+)\"");
    private static final String INDEX = """
            {"states":{"mappings":{"properties":{"document":{"enabled":false},"key":{"type":"keyword"}}}}}""";

    private HttpServer server;
    private StateStore store;

    /** How often the answer to a save is lost, and what is there when it is looked at afterwards. */
    private int lost;

    private boolean mineIsThere;
    private String there = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        Retries quick = new Retries(3, Duration.ofMillis(1), Duration.ofMillis(5));
        store = new ElasticStateStore(
                new SearchClient(Connection.to(uri).with(quick)), "states", "", Clock.systemUTC());
    }

    @AfterEach
    void stop() throws IOException {
        store.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        if (exchange.getRequestMethod().equals("PUT")) {
            Matcher write = WRITE.matcher(body);
            there = mineIsThere && write.find() ? write.group(1) : "someone-else";
            if (lost-- > 0) {
                reply(exchange, 503, "{}");
            } else {
                reply(exchange, 409, "{\"error\":{\"type\":\"version_conflict_engine_exception\",\"reason\":\"r\"}}");
            }
        } else if (exchange.getRequestURI().getPath().equals("/states")) {
            reply(exchange, 200, INDEX);
        } else if (there.isEmpty()) {
            reply(exchange, 404, "{\"found\":false}");
        } else {
            byte[] value = value();
            StateRecord record =
                    new StateRecord("", KEY, there, Clock.systemUTC().instant(), value);
            reply(
                    exchange,
                    200,
                    "{\"found\":true,\"_seq_no\":7,\"_primary_term\":1,\"_source\":"
                            + new String(record.encode(), UTF_8) + "}");
        }
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    @DisplayName("own-success-taken-for-stale: a save that finds itself there has succeeded")
    void aSaveThatFindsItselfThereHasSucceeded() throws IOException {
        lost = 1;
        mineIsThere = true;

        assertThat(store.save(KEY, StateStore.ABSENT, value()))
                .startsWith("7.1.")
                .endsWith(there);
    }

    @Test
    @DisplayName("own-success-taken-for-stale: a proxy that sends a save twice does not make it fail")
    void aSaveThatSomethingBetweenHasSentTwiceHasSucceeded() throws IOException {
        mineIsThere = true;

        assertThat(store.save(KEY, StateStore.ABSENT, value())).endsWith(there);
    }

    @Test
    @DisplayName("own-success-taken-for-stale: a save that cannot be found any more is not known to have failed")
    void aSaveThatCannotBeFoundAnyMoreIsNotStale() {
        lost = 1;

        assertThatThrownBy(() -> store.save(KEY, StateStore.ABSENT, value()))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(StaleStateException.class)
                .hasMessageContaining("whether web/claims was saved is not known");
    }

    @Test
    void aSaveThatWasAnsweredAtOnceAndRefusedIsStale() {
        assertThatThrownBy(() -> store.save(KEY, StateStore.ABSENT, value())).isInstanceOf(StaleStateException.class);
    }

    private static byte[] value() {
        return Sealed.seal("{\"a\":1}".getBytes(UTF_8));
    }
}
