package dev.tidemark.elastic.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.Sealed;
import dev.tidemark.api.StaleStateException;
import dev.tidemark.api.StateStore;
import dev.tidemark.elastic.http.Answer;
import dev.tidemark.elastic.http.Call;
import dev.tidemark.elastic.http.Connection;
import dev.tidemark.elastic.http.Retries;
import dev.tidemark.elastic.http.SearchClient;
import dev.tidemark.testkit.server.SearchNode;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of the index. */
class StateIndexIT {
    private static final String KEY = "web/claims";
    private static final Retries QUICK = new Retries(2, Duration.ofMillis(10), Duration.ofSeconds(1));

    private final String index = "states-" + UUID.randomUUID();
    private SearchClient raw;

    private StateStore store(SearchNode product) throws IOException {
        Connection connection = Connection.to(
                        URI.create("http://127.0.0.1:" + Nodes.of(product).port()))
                .with(QUICK);
        raw = new SearchClient(connection);
        return new ElasticStateStore(new SearchClient(connection), index, "", Clock.systemUTC());
    }

    @AfterEach
    void close() {
        raw.close();
    }

    @ParameterizedTest
    @EnumSource
    void anIndexOfSomethingElseIsNotWrittenTo(SearchNode product) throws Exception {
        try (StateStore store = store(product)) {
            raw.send(Call.put(index, "_doc", "1").with("{\"document\":\"mine\"}"))
                    .success();

            assertThatThrownBy(() -> store.save(KEY, StateStore.ABSENT, value("a")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll(index, "not made for states", "storage_config");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("unsynced-registry: an index that answers before it has written is not used")
    void anIndexThatAnswersBeforeItHasWrittenIsNotUsed(SearchNode product) throws Exception {
        try (StateStore store = store(product)) {
            store.save(KEY, StateStore.ABSENT, value("a"));
            set("{\"index.translog.durability\":\"async\"}");
        }
        try (StateStore store = store(product)) {
            String version = store.load(KEY).orElseThrow().version();

            assertThatThrownBy(() -> store.save(KEY, version, value("b")))
                    .hasMessageContainingAll(index, "index.translog.durability", "request");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("missing-is-not-broken: an index that is closed is not one without states")
    void aClosedIndexIsNoEmptyOne(SearchNode product) throws Exception {
        try (StateStore store = store(product)) {
            store.save(KEY, StateStore.ABSENT, value("a"));
            raw.send(Call.post(index, "_close")).success();

            assertThatThrownBy(() -> store.load(KEY))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll("127.0.0.1:", "index_closed_exception");
            assertThatThrownBy(() -> store.keys("")).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> store.save(KEY, StateStore.ABSENT, value("b")))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(StaleStateException.class);

            raw.send(Call.post(index, "_open")).success();
            assertThat(store.load(KEY)).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("store-refuses-writes: a blocked index says what to do, and nothing is changed")
    void aBlockedIndexSaysWhatToDo(SearchNode product) throws Exception {
        try (StateStore store = store(product)) {
            String version = store.save(KEY, StateStore.ABSENT, value("a"));
            set("{\"index.blocks.write\":true}");

            assertThatThrownBy(() -> store.save(KEY, version, value("b")))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(StaleStateException.class)
                    .hasMessageContainingAll("cluster_block_exception", "lift the block");
            assertThat(store.load(KEY).orElseThrow().value()).isEqualTo(value("a"));

            set("{\"index.blocks.write\":false}");
            store.save(KEY, version, value("b"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anIndexThatWasDeletedIsMadeAgainForStates(SearchNode product) throws Exception {
        try (StateStore store = store(product)) {
            String version = store.save(KEY, StateStore.ABSENT, value("a"));
            raw.send(Call.delete(index)).success();

            assertThatThrownBy(() -> store.save(KEY, version, value("b"))).isInstanceOf(StaleStateException.class);
            Answer none = raw.send(Call.get(index));
            assertThat(none.status()).as("not made by the write that failed").isEqualTo(404);

            store.save(KEY, StateStore.ABSENT, value("c"));
            assertThat(raw.send(Call.get(index, "_mapping"))
                            .json()
                            .object(index)
                            .object("mappings")
                            .object("properties")
                            .object("document")
                            .flag("enabled"))
                    .isFalse();
            assertThatThrownBy(() -> store.save(KEY, version, value("d")))
                    .as("the new index numbers its documents as the old one did")
                    .isInstanceOf(StaleStateException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLargeValueThatCannotBeCompressedComesBackWhole(SearchNode product) throws Exception {
        byte[] noise = new byte[12 << 20];
        new Random(1).nextBytes(noise);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) ('0' + (noise[i] & 63));
        }
        byte[] value = value(new String(noise, UTF_8).replace('\\', '/'));
        try (StateStore store = store(product)) {
            store.save(KEY, StateStore.ABSENT, value);

            assertThat(store.load(KEY).orElseThrow().value()).isEqualTo(value);
        }
    }

    private void set(String settings) throws IOException {
        raw.send(Call.put(index, "_settings").with(settings)).success();
    }

    private static byte[] value(String text) {
        return Sealed.seal(("{\"text\":\"" + text + "\"}").getBytes(UTF_8));
    }
}
