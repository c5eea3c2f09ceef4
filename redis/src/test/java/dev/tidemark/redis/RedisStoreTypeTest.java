package dev.tidemark.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.Sealed;
import dev.tidemark.api.StateStore;
import dev.tidemark.formats.spi.StateStorePlace;
import dev.tidemark.formats.spi.StateStoreScope;
import dev.tidemark.formats.spi.StateStoreType;
import dev.tidemark.formats.toml.Document;
import dev.tidemark.formats.toml.Problems;
import dev.tidemark.formats.toml.Section;
import dev.tidemark.testkit.server.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

class RedisStoreTypeTest {
    private final Problems problems = new Problems();

    @Test
    void itIsFound() {
        assertThat(ServiceLoader.load(StateStoreType.class))
                .extracting(StateStoreType::name)
                .containsExactly("redis");
    }

    @Test
    void thePlaceIsNamedWithoutSecrets() {
        assertThat(place("", Optional.empty())).hasToString("redis://localhost:6379 connector_states:");
        assertThat(place("url = 'rediss://me:secret@host:1/2'\nkey_prefix = 'p/'", Optional.of("ct")))
                .hasToString("rediss://host:1/2 p/ct:");
        assertThat(place("url = 'redis://a'\nusername = 'x'\npassword = 'secret'", Optional.empty()))
                .hasToString("redis://a:6379 connector_states:")
                .isEqualTo(place("url = 'redis://a/0'\ntimeout = '1s'", Optional.empty()));
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    @DisplayName("A URL that cannot be used is a problem, which does not repeat its password")
    void aUrlThatIsNoneIsAProblem() {
        String[] urls = {"http://a:secret@b", "redis://:secret@", "redis://a:secret@b/x", "redis://a b:secret", "a"};
        for (String url : urls) {
            Problems here = new Problems();
            read(Document.parse("t", "url = '" + url + "'", here), Optional.empty());

            assertThat(here.faults())
                    .as(url)
                    .singleElement()
                    .asString()
                    .startsWith("t:1: url: ")
                    .contains("redis://HOST:PORT/DATABASE")
                    .doesNotContain("secret");
        }
    }

    @Test
    void twoPasswordsAreAProblem() {
        place("url = 'redis://:one@a'\npassword = 'two'", Optional.empty());

        assertThat(problems.faults())
                .singleElement()
                .asString()
                .isEqualTo("t:2: password: there is one in 'url' already; keep one of them");
    }

    @Test
    void anUnknownKeyNamesTheNearest() {
        Section section = Document.parse("t", "key_prefx = 'a'", problems);
        read(section, Optional.empty());
        section.end();

        assertThat(problems.faults()).singleElement().asString().contains("did you mean 'key_prefix'?");
    }

    @Test
    void whatLiesBesideInTheDatabaseIsNotTouched() throws Exception {
        try (ServerProcess server = RedisServers.durable();
                Jedis redis = new Jedis("127.0.0.1", server.port())) {
            String toml = "url = 'redis://127.0.0.1:" + server.port() + "/3'\nkey_prefix = 'a*[b]?'";
            redis.select(3);
            redis.set("axb1", "somebody else's");
            redis.set("a*[b]?not a key", "somebody else's");
            try (StateStore store = place(toml, Optional.empty()).open(warning -> {})) {
                store.save("web/claims", StateStore.ABSENT, Sealed.seal("{\"a\":1}".getBytes(UTF_8)));

                assertThat(store.keys("")).containsExactly("web/claims");
                assertThat(redis.hget("a*[b]?web/claims", "document")).startsWith("{\"a\":1");
                assertThat(redis.dbSize()).isEqualTo(3);
            }
        }
    }

    @Test
    @DisplayName("sink-down-position-stands: what the server says against a change is told, and nothing is changed")
    void aServerThatTakesNothingMoreIsAnError() throws Exception {
        try (ServerProcess server = RedisServers.durable();
                Jedis redis = new Jedis("127.0.0.1", server.port());
                StateStore store = place("url = 'redis://127.0.0.1:" + server.port() + "'", Optional.empty())
                        .open(warning -> {})) {
            byte[] value = Sealed.seal("{\"a\":1}".getBytes(UTF_8));
            String version = store.save("web/claims", StateStore.ABSENT, value);
            redis.configSet("maxmemory", "1");

            assertThatThrownBy(() -> store.save("web/claims", version, Sealed.seal("{\"a\":2}".getBytes(UTF_8))))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll("127.0.0.1:" + server.port(), "did not save web/claims", "OOM");
            assertThat(store.load("web/claims").orElseThrow().value()).isEqualTo(value);
        }
    }

    @Test
    @DisplayName("state-grows-without-end: the document of a million items without times fits")
    void aDocumentOfAHundredMegabytesFits() throws Exception {
        byte[] document = new byte[100_000_000];
        Arrays.fill(document, (byte) ' ');
        document[0] = '{';
        document[document.length - Sealed.GROWTH - 1] = '}';
        Sealed.sealInPlace(document);
        try (ServerProcess server = RedisServers.durable();
                StateStore store = place("url = 'redis://127.0.0.1:" + server.port() + "'", Optional.empty())
                        .open(warning -> {})) {
            store.save("web/streams/a", StateStore.ABSENT, document);

            assertThat(store.load("web/streams/a").orElseThrow().value()).isEqualTo(document);
        }
    }

    private StateStorePlace place(String toml, Optional<String> id) {
        return read(Document.parse("t", toml, problems), id);
    }

    private static StateStorePlace read(Section section, Optional<String> id) {
        return new RedisStoreType().read(section, new StateStoreScope(Path.of("/somewhere"), id));
    }
}
