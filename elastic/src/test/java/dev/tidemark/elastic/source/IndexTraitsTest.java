package dev.tidemark.elastic.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.elastic.http.Connection;
import dev.tidemark.elastic.http.Retries;
import dev.tidemark.elastic.http.SearchClient;
import dev.tidemark.elastic.source.ScriptedServer.Reply;
import dev.tidemark.elastic.source.ScriptedServer.Request;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What indexes cannot be read by is not overlooked. */
class IndexTraitsTest {
    private static final String OFF =
            "{\"logs\":{\"settings\":{\"index.disable_sequence_numbers\":\"true\"},\"defaults\":{}}}";

    @Test
    void settingsThatAreNotToldNowAreNotTakenForNone() throws IOException {
        int[] left = {1};
        try (ScriptedServer server = new ScriptedServer(
                request -> left[0]-- > 0 ? Reply.error(503, "unavailable", "no master") : Reply.ok(OFF))) {
            IndexTraits traits = traits(server, "logs");

            assertThatThrownBy(() -> traits.againstNumbers("logs")).hasMessageContainingAll("503", "no master");
            assertThat(traits.againstNumbers("logs")).contains("index.disable_sequence_numbers");
        }
    }

    @Test
    void anotherIndexThatIsMissingHidesNoneOfThem() throws IOException {
        try (ScriptedServer server = new ScriptedServer(IndexTraitsTest::strictly)) {
            assertThat(traits(server, "logs,missing").againstNumbers("logs"))
                    .contains("index.disable_sequence_numbers");
        }
    }

    private static Reply strictly(Request request) {
        return request.query().contains("ignore_unavailable=true")
                ? Reply.ok(OFF)
                : Reply.error(404, "index_not_found_exception", "no such index [missing]");
    }

    private static IndexTraits traits(ScriptedServer server, String pattern) throws IOException {
        Connection connection =
                Connection.to(server.uri()).with(new Retries(1, Duration.ofMillis(1), Duration.ofMillis(2)));
        return new IndexTraits(new Cluster(new SearchClient(connection)), pattern);
    }
}
