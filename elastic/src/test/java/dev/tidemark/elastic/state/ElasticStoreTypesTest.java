package dev.tidemark.elastic.state;

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

class ElasticStoreTypesTest {
    private final Problems problems = new Problems();

    @Test
    void bothAreFound() {
        assertThat(ServiceLoader.load(StateStoreType.class))
                .extracting(StateStoreType::name)
                .containsExactlyInAnyOrder("elasticsearch", "opensearch");
    }

    @Test
    void thePlaceIsNamedWithoutSecrets() {
        assertThat(place("", Optional.empty())).hasToString("http://localhost:9200 index connector_states");
        assertThat(place(
                        "url = ['https://b:9200', 'https://a:9200/es']\nindex = 'state'\napi_key = 'secret'",
                        Optional.of("ct")))
                .hasToString("https://a:9200/es, https://b:9200 index state state ct");
        assertThat(place("username = 'me'\npassword = 'secret'\nproxy = 'http://u:secret@p:1'", Optional.empty()))
                .isEqualTo(place("timeout = '5s'", Optional.empty()));
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    @DisplayName("secrets-in-logs: an address that cannot be used is not repeated")
    void anAddressThatIsNoneIsAProblem() {
        for (String url : new String[] {"ftp://a:secret@b", "http://a:secret@b", "a b:secret", "http://b/?q=secret"}) {
            assertThat(fault("url = '" + url + "'")).startsWith("t:1: url: ").doesNotContain("secret");
        }
    }

    @Test
    void settingsThatDoNotFitTogetherAreProblems() {
        assertThat(fault("username = 'me'")).contains("username and password belong together");
        assertThat(fault("password = 'x'")).contains("username and password belong together");
        assertThat(fault("api_key = 'x'\nbearer_token = 'y'")).contains("only one can be used");
        assertThat(fault("index = 'Upper'")).contains("'Upper' can be no name of an index");
        assertThat(fault("ca_file = 'none.pem'")).contains("/somewhere/none.pem cannot be read");
    }

    @Test
    void anUnknownKeyNamesTheNearest() {
        assertThat(fault("indx = 'a'")).contains("did you mean 'index'?");
    }

    private String fault(String toml) {
        Problems here = new Problems();
        Section section = Document.parse("t", toml, here);
        read(section, Optional.empty());
        section.end();
        assertThat(here.faults()).as(toml).hasSize(1);
        return here.faults().getFirst().toString();
    }

    private StateStorePlace place(String toml, Optional<String> id) {
        return read(Document.parse("t", toml, problems), id);
    }

    private static StateStorePlace read(Section section, Optional<String> id) {
        return new OpenSearchStoreType().read(section, new StateStoreScope(Path.of("/somewhere"), id));
    }
}
