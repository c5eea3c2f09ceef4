package dev.tidemark.aws.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.formats.spi.StateStorePlace;
import dev.tidemark.formats.spi.StateStoreScope;
import dev.tidemark.formats.spi.StateStoreType;
import dev.tidemark.formats.toml.Document;
import dev.tidemark.formats.toml.Problems;
import dev.tidemark.formats.toml.Section;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DynamoStoreTypeTest {
    @Test
    void itIsFound() {
        assertThat(ServiceLoader.load(StateStoreType.class))
                .extracting(StateStoreType::name)
                .containsExactly("dynamodb");
    }

    @Test
    @DisplayName("secrets-in-logs: the place is named without credentials, and they do not matter to it")
    void thePlaceIsNamedWithoutSecrets() {
        assertThat(place("", Optional.empty()))
                .hasToString("dynamodb the default region table tidemark-state collector @default");
        assertThat(place("table = 'abc'\nregion = 'eu-west-1'\nendpoint = 'http://localhost:8000'", Optional.of("ct")))
                .hasToString("dynamodb http://localhost:8000 table abc collector ct");
        assertThat(place(
                        "access_key_id = 'a'\nsecret_access_key = 'secret'\nsession_token = 'secret'",
                        Optional.empty()))
                .isEqualTo(place("create_table = true\nexpire_after = '60d'\naccount = '7'", Optional.empty()));
        assertThat(new DynamoSettings.AccessKeys("a", "secret", Optional.of("secret")).toString())
                .doesNotContain("secret");
    }

    @Test
    void settingsThatCannotBeUsedAreProblems() {
        assertThat(fault("access_key_id = 'a'")).contains("belong together");
        assertThat(fault("secret_access_key = 'a'")).contains("belong together").doesNotContain("'a'");
        assertThat(fault("session_token = 'a'")).contains("goes with access_key_id");
        assertThat(fault("table = 'a b'")).contains("'a b' can be no name of a table");
        assertThat(fault("endpoint = 'localhost:8000'")).contains("expected https://HOST[:PORT]");
        assertThat(fault("older_stream_names = ['object', 'generation']"))
                .contains("'generation' can be no other name of the stream");
        assertThat(fault("tabel = 'abc'")).contains("did you mean 'table'?");
    }

    @Test
    @DisplayName("expired-with-its-carrier: a state that is expected cannot be told to expire soon")
    void aStateThatIsExpectedCannotBeToldToExpireSoon() {
        assertThat(fault("expire_after = '14d'")).contains("must never be removed", "30 days or more");
    }

    private static String fault(String toml) {
        Problems problems = new Problems();
        Section section = Document.parse("t", toml, problems);
        read(section, Optional.empty());
        section.end();
        assertThat(problems.faults()).as(toml).hasSize(1);
        return problems.faults().getFirst().toString();
    }

    private static StateStorePlace place(String toml, Optional<String> id) {
        Problems problems = new Problems();
        StateStorePlace place = read(Document.parse("t", toml, problems), id);
        assertThat(problems.isEmpty()).isTrue();
        return place;
    }

    private static StateStorePlace read(Section section, Optional<String> id) {
        return new DynamoStoreType().read(section, new StateStoreScope(Path.of("/somewhere"), id));
    }
}
