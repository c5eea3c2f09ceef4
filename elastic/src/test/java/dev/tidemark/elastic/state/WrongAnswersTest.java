package dev.tidemark.elastic.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.Sealed;
import dev.tidemark.api.StaleStateException;
import dev.tidemark.api.StateStore;
import dev.tidemark.elastic.http.Connection;
import dev.tidemark.elastic.http.Retries;
import dev.tidemark.elastic.http.SearchClient;
import dev.tidemark.testkit.server.StubServer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Answers that say nothing of a value. */
class WrongAnswersTest {
    private record Wrong(int status, String type, String body) {}

    @Test
    @DisplayName(
            "registry-wiped-by-transient-error: only 'not found' of the cluster itself means that there is nothing")
    void nothingElseIsTakenForNoValue() throws Exception {
        List<Wrong> all = List.of(
                new Wrong(404, "text/html", "<html>Not found</html>"),
                new Wrong(404, "application/json", "{\"message\":\"no route\"}"),
                new Wrong(200, "application/json", "{}"),
                new Wrong(200, "text/html", "<html>Log in</html>"),
                new Wrong(302, "text/html", ""),
                new Wrong(
                        429,
                        "application/json",
                        "{\"error\":{\"type\":\"circuit_breaking_exception\",\"reason\":\"r\"}}"),
                new Wrong(
                        503,
                        "application/json",
                        "{\"error\":{\"type\":\"no_shard_available_action_exception\",\"reason\":\"r\"}}"),
                new Wrong(500, "application/json", "{\"error\":\"broken\"}"));
        for (Wrong wrong : all) {
            try (StubServer server = new StubServer(wrong.status(), wrong.type(), wrong.body());
                    StateStore store = store(server)) {
                for (Attempt attempt : List.<Attempt>of(
                        () -> store.load("web/claims"),
                        () -> store.keys(""),
                        () -> store.save("web/claims", StateStore.ABSENT, value()),
                        () -> store.delete("web/claims", "1.1.x"))) {
                    assertThatThrownBy(attempt::run)
                            .as("%s", wrong)
                            .isInstanceOf(IOException.class)
                            .isNotInstanceOf(StaleStateException.class)
                            .isNotInstanceOf(CorruptStateException.class)
                            .hasMessageContaining(server.uri().toString());
                }
            }
        }
    }

    private interface Attempt {
        void run() throws Exception;
    }

    private static StateStore store(StubServer server) throws IOException {
        Connection connection =
                Connection.to(server.uri()).with(new Retries(1, Duration.ofMillis(1), Duration.ofMillis(1)));
        return new ElasticStateStore(new SearchClient(connection), "states", "", Clock.systemUTC());
    }

    private static byte[] value() {
        return Sealed.seal("{\"a\":1}".getBytes(UTF_8));
    }
}
