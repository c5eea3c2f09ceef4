package dev.tidemark.elastic.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.elastic.http.FakeServer.Reply;
import dev.tidemark.testkit.server.Ports;
import dev.tidemark.testkit.server.Relay;
import dev.tidemark.testkit.server.TestCertificate;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchClientTest {
    private static final Retries QUICK = new Retries(3, Duration.ofMillis(1), Duration.ofSeconds(5));
    private static final Reply YES = Reply.json(200, "{\"yes\":true}");
    private static final Reply BUSY = Reply.json(429, "{\"error\":{\"type\":\"busy\",\"reason\":\"too much\"}}");

    @Test
    void aCallGoesOutAsItIsAndItsAnswerComesBack() throws Exception {
        try (FakeServer server = new FakeServer(YES);
                SearchClient client =
                        new SearchClient(Connection.to(server.uri().resolve("/below")))) {
            Answer answer = client.send(
                    Call.put("index", "_doc", "a/b %2F").with("if_seq_no", "7").with("{\"x\":1}"));

            assertThat(answer.json().flag("yes")).isTrue();
            assertThat(answer.repeated()).isFalse();
            assertThat(server.asked()).singleElement().satisfies(asked -> {
                assertThat(asked.method()).isEqualTo("PUT");
                assertThat(asked.uri()).hasToString("/below/index/_doc/a%2Fb%20%252F?if_seq_no=7");
                assertThat(asked.body()).isEqualTo("{\"x\":1}");
                assertThat(asked.headers().getFirst("Content-Type")).isEqualTo("application/json");
            });
        }
    }

    @Test
    @DisplayName("secrets-in-logs: credentials go to the server and nowhere else")
    void credentialsGoToTheServerAndNowhereElse() throws Exception {
        List<Credentials> all = List.of(
                new Credentials.Basic("me", "secret"),
                new Credentials.ApiKey("id:secret"),
                new Credentials.ApiKey("aWQ6c2VjcmV0"),
                new Credentials.Bearer("secret"));
        for (Credentials each : all) {
            try (FakeServer server = new FakeServer(Reply.json(401, "{\"error\":{\"type\":\"t\",\"reason\":\"r\"}}"));
                    SearchClient client =
                            new SearchClient(Connection.to(server.uri()).with(each))) {
                Answer answer = client.send(Call.get("x"));

                assertThat(server.asked().getFirst().headers().getFirst("Authorization"))
                        .isIn("Basic bWU6c2VjcmV0", "ApiKey aWQ6c2VjcmV0", "Bearer secret");
                assertThatThrownBy(answer::success)
                        .hasMessageContainingAll(server.uri().toString(), "401", "api_key")
                        .hasMessageNotContaining("secret");
                assertThat(Connection.to(server.uri()).with(each).toString()).doesNotContain("secret");
            }
        }
    }

    @Test
    void whatIsOverloadedIsAskedAgain() throws Exception {
        Reply proxy = new Reply(502, Map.of("Content-Type", "text/html"), "<html>Bad gateway</html>");
        try (FakeServer server = new FakeServer(BUSY, proxy, YES);
                SearchClient client = client(server)) {
            Answer answer = client.send(Call.get("x"));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.repeated()).isTrue();
            assertThat(server.asked()).hasSize(3);
        }
    }

    @Test
    void whatStaysOverloadedIsToldAfterTheLastAttempt() throws Exception {
        try (FakeServer server = new FakeServer(BUSY);
                SearchClient client = client(server)) {
            assertThatThrownBy(() -> client.send(Call.get("x")).success())
                    .hasMessageContainingAll("429", "GET /x", "busy, too much", "overloaded");
            assertThat(server.asked()).hasSize(3);
        }
    }

    @Test
    void whatIsWrongIsNotAskedAgain() throws Exception {
        try (FakeServer server = new FakeServer(Reply.json(400, "{\"error\":{\"type\":\"bad\",\"reason\":\"why\"}}"));
                SearchClient client = client(server)) {
            assertThatThrownBy(() -> client.send(Call.get("x")).success()).hasMessageContainingAll("400", "bad, why");
            assertThat(server.asked()).hasSize(1);
        }
    }

    @Test
    void aServerThatNamesATimeIsLeftAloneUntilThen() throws Exception {
        Reply later = new Reply(503, Map.of("Retry-After", "1"), "");
        String inThreeSeconds = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(3));
        Reply date = new Reply(503, Map.of("Retry-After", inThreeSeconds), "");
        for (Reply reply : List.of(later, date)) {
            try (FakeServer server = new FakeServer(reply, YES);
                    SearchClient client = client(server)) {
                long begun = System.nanoTime();

                assertThat(client.send(Call.get("x")).status()).isEqualTo(200);
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(900));
            }
        }
    }

    @Test
    void aServerThatNamesATimeTooFarAwayIsNotWaitedFor() throws Exception {
        try (FakeServer server = new FakeServer(new Reply(503, Map.of("Retry-After", "3600"), ""));
                SearchClient client = client(server)) {
            assertThat(client.send(Call.get("x")).status()).isEqualTo(503);
            assertThat(server.asked()).hasSize(1);
        }
    }

    @Test
    void ofSeveralHostsAnotherIsAskedWhenOneIsGone() throws Exception {
        URI gone = URI.create("http://127.0.0.1:" + Ports.free());
        try (FakeServer server = new FakeServer(YES);
                SearchClient client = new SearchClient(connection(List.of(gone, server.uri()), Optional.empty()))) {
            Answer first = client.send(Call.get("x"));
            Answer second = client.send(Call.get("x"));

            assertThat(first.host()).isEqualTo(server.uri());
            assertThat(first.repeated())
                    .as("nothing was sent to who was not there")
                    .isFalse();
            assertThat(second.host()).isEqualTo(server.uri());
        }
    }

    @Test
    void anAnswerIsNoLongerThanWasAskedForAtMost() throws Exception {
        try (FakeServer server = new FakeServer(YES);
                SearchClient client = client(server)) {
            assertThat(client.send(Call.get("x").atMost(12)).json().flag("yes")).isTrue();
            assertThatThrownBy(() -> client.send(Call.get("x").atMost(11)))
                    .isInstanceOf(AnswerTooLargeException.class)
                    .hasMessageContainingAll("GET /x", "11 bytes");
            assertThat(server.asked()).hasSize(2);
        }
    }

    @Test
    void aPageOfSomethingBetweenIsNoAnswer() throws Exception {
        try (FakeServer server = new FakeServer(new Reply(200, Map.of("Content-Type", "text/html"), "<p>Log in</p>"));
                SearchClient client = client(server)) {
            assertThatThrownBy(() -> client.send(Call.get("x")).json())
                    .isInstanceOf(SearchException.class)
                    .hasMessageContainingAll(server.uri().toString(), "text/html", "<p>Log in</p>", "check 'url'");
        }
    }

    @Test
    void aBlockedClusterSaysWhatToDo() throws Exception {
        Reply block =
                Reply.json(403, "{\"error\":{\"type\":\"cluster_block_exception\",\"reason\":\"index read-only\"}}");
        try (FakeServer server = new FakeServer(block);
                SearchClient client = client(server)) {
            assertThatThrownBy(() -> client.send(Call.get("x")).success())
                    .hasMessageContainingAll("index read-only", "free disk space or lift the block");
        }
    }

    @Test
    @DisplayName("secrets-in-logs: a proxy is told its password, also for a tunnel to a server with TLS")
    void aTunnelThroughAProxyThatWantsAPassword(@TempDir Path folder) throws Exception {
        TestCertificate certificate = TestCertificate.in(folder);
        try (FakeServer server = new FakeServer(YES);
                Relay tls = Relay.withTls(server.uri().getPort(), certificate);
                FakeProxy proxy = new FakeProxy("Basic cHJveHk6c2VjcmV0")) {
            URI https = URI.create("https://127.0.0.1:" + tls.port());
            Connection connection = new Connection(
                    List.of(https),
                    new Credentials.Anonymous(),
                    Optional.of(certificate.file()),
                    Optional.of(proxy.uri("proxy:secret")),
                    Duration.ofSeconds(20),
                    QUICK);
            try (SearchClient client = new SearchClient(connection)) {
                assertThat(client.send(Call.get("x")).status()).isEqualTo(200);
                assertThat(proxy.asked()).contains("CONNECT 127.0.0.1:" + tls.port() + " HTTP/1.1");
                assertThat(connection.toString()).doesNotContain("secret");
            }
        }
    }

    private static SearchClient client(FakeServer server) throws Exception {
        return new SearchClient(connection(List.of(server.uri()), Optional.empty()));
    }

    private static Connection connection(List<URI> hosts, Optional<URI> proxy) {
        return new Connection(
                hosts, new Credentials.Anonymous(), Optional.empty(), proxy, Duration.ofSeconds(20), QUICK);
    }
}
