package dev.tidemark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.Sealed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateShowTest {
    private static final String SOURCE = """
            [sources.web]
            table = "nginx_access_log"
            config = { paths = ["LOGS"] }
            """;

    @TempDir
    Path folder;

    private Trial trial;

    @BeforeEach
    void collect() throws IOException {
        trial = new Trial(folder).configured(SOURCE);
        trial.write("access.log", Trial.requests(0, 10));
        assertThat(trial.rows()).isEqualTo(10);
        assertThat(trial.rows()).isZero();
    }

    @Test
    void showsThePositionAndHowTheCollectionGoes() {
        assertThat(shown())
                .contains("\"ids\":", "access.log", "\"poll_count\":2", "\"total_documents_fetched\":10")
                .contains("\"error_count\":0", "\"empty_polls_count\":1", "\"successful_polls_count\":1")
                .contains("\"last_poll_timestamp\":", "\"connector_type\":\"file\"");
    }

    @Test
    void theStoredDocumentIsNotSavedAgainWhenNothingIsNew() throws IOException {
        Path document = trial.workspace().resolve("state/web/streams/file.json");
        String before = Files.readString(document);
        assertThat(trial.rows()).isZero();

        assertThat(Files.readString(document)).isEqualTo(before).doesNotContain("poll_count");
        assertThat(shown()).contains("\"poll_count\":3");
    }

    @Test
    void showsTheTrackedFieldsOnly() throws IOException {
        trial.configured(SOURCE + "state = { tracked_fields = [\"poll_count\"] }\n");

        assertThat(shown())
                .contains("\"ids\":", "\"poll_count\":2")
                .doesNotContain("total_documents_fetched", "processing_stats", "error_count", "last_poll_timestamp");
    }

    @Test
    void figuresOfAnOlderDocumentAreCarriedOver() throws IOException {
        Path document = trial.workspace().resolve("state/web/streams/file.json");
        String stored = Files.readString(document);
        String body = stored.substring(0, stored.lastIndexOf(",\"checksum\"")) + "}";
        String older = body.replaceFirst(
                "\\},\n?\\s*\"metadata\"", ",\n\"poll_count\": 40,\n\"error_count\": 2},\n\"metadata\"");
        assertThat(older).isNotEqualTo(body);
        Files.write(document, Sealed.seal(older.getBytes(UTF_8)));
        Files.delete(trial.workspace().resolve("state/web/records/file.json"));
        Files.delete(trial.workspace().resolve("state/web/records/file.json.previous"));

        assertThat(shown()).contains("\"poll_count\":40", "\"error_count\":2");
        assertThat(trial.rows()).isZero();
        assertThat(shown()).contains("\"poll_count\":41", "\"error_count\":2");
    }

    @Test
    void whyACollectionFailedSurvivesIt() throws IOException {
        Files.delete(trial.logs().resolve("access.log"));
        Files.delete(trial.logs());
        assertThat(trial.collect().status()).isNotEqualTo(Status.DONE);

        assertThat(shown()).contains("\"error_count\":1", "\"last_error\":\"" + trial.logs() + ": ");
    }

    private String shown() {
        return trial.run("state", "show", "web", "--output", "json").out().replace("\": ", "\":");
    }
}
