package dev.tidemark.elastic.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.elastic.http.FakeServer.Reply;
import dev.tidemark.testkit.server.Cut;
import dev.tidemark.testkit.server.Ports;
import dev.tidemark.testkit.server.Relay;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is told of a cluster that does not do what it is asked: why, and what can be done about it. */
class ComplaintTest {
    private static final String BAD_QUERY = """
            {"error":{"root_cause":[{"type":"x_content_parse_exception","reason":"[2:12] [bool] failed to parse field [filter]"}],
            "type":"x_content_parse_exception","reason":"[2:12] [bool] failed to parse field [filter]",
            "caused_by":{"type":"x_content_parse_exception","reason":"unknown query [trem] did you mean [term]?",
            "caused_by":{"type":"named_object_not_found_exception","reason":"unknown field [trem]"}}},"status":400}""";
    private static final String SHARDS = """
            {"error":{"root_cause":[{"type":"illegal_argument_exception","reason":"Fielddata is disabled on [msg]"}],
            "type":"search_phase_execution_exception","reason":"all shards failed"},"status":400}""";
    private static final String MISSING = """
            {"error":{"root_cause":[{"type":"index_not_found_exception","reason":"no such index [logs]"}],
            "type":"index_not_found_exception","reason":"no such index [logs]"},"status":404}""";

    @Test
    void aQueryThatCannotBeReadIsToldWithItsWrongWord() {
        assertThat(complaint(400, BAD_QUERY))
                .contains("failed to parse field [filter] (unknown field [trem])")
                .endsWith("Check 'query' of [sources.s.config]");
    }

    @Test
    void whatShardsSayIsToldInPlaceOfThatTheyFailed() {
        assertThat(complaint(400, SHARDS)).contains("all shards failed (Fielddata is disabled on [msg])");
    }

    @Test
    void aMissingIndexIsLookedForInTheSettingsAndToldOnce() {
        assertThat(complaint(404, MISSING))
                .contains("index_not_found_exception, no such index [logs]. Check 'index' of [sources.s.config]");
    }

    @Test
    void aServerThatRefusesIsToldAsSuchAndThatNothingWasSent() throws Exception {
        URI nobody = URI.create("http://127.0.0.1:" + Ports.free());
        try (SearchClient client = new SearchClient(connection(nobody))) {
            assertThatThrownBy(() -> client.send(Call.put("x")))
                    .hasMessageContainingAll("PUT /x", "it refuses the connection", "'url'", "[sources.s.config]")
                    .hasMessageNotContaining("Whether it was done");
        }
    }

    @Test
    void onlyOfWhatChangesSomethingItIsToldThatItMayBeDone() throws Exception {
        try (FakeServer server = new FakeServer(Reply.json(200, "{}"));
                Relay relay = Relay.to(server.uri().getPort());
                SearchClient client = new SearchClient(connection(URI.create("http://127.0.0.1:" + relay.port())))) {
            assertThat(unanswered(relay, client, Call.get("x"))).doesNotContain("Whether it was done");
            assertThat(unanswered(relay, client, Call.post("x", "_search"))).doesNotContain("Whether it was done");
            assertThat(unanswered(relay, client, Call.put("x"))).contains("Whether it was done is not known");
        }
    }

    private static String unanswered(Relay relay, SearchClient client, Call call) {
        relay.arm(Cut.answer("/x", 20));
        return String.valueOf(
                catchThrowableOfType(IOException.class, () -> client.send(call)).getMessage());
    }

    private static String complaint(int status, String body) {
        try (FakeServer server = new FakeServer(Reply.json(status, body));
                SearchClient client = new SearchClient(connection(server.uri()))) {
            return String.valueOf(
                    client.send(Call.post("logs", "_search")).failure().getMessage());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Connection connection(URI host) {
        return new Connection(
                List.of(host),
                new Credentials.Anonymous(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(20),
                new Retries(1, Duration.ofMillis(1), Duration.ofMillis(2)),
                "[sources.s.config]");
    }
}
