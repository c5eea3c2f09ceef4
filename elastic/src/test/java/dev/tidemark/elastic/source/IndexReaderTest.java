package dev.tidemark.elastic.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.Page;
import dev.tidemark.api.PagedSource;
import dev.tidemark.elastic.http.Connection;
import dev.tidemark.elastic.http.Retries;
import dev.tidemark.elastic.http.SearchClient;
import dev.tidemark.elastic.source.ScriptedCluster.Trouble;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a cluster answers, no document is left out, and none is read twice. */
class IndexReaderTest {
    private static final Pattern ID = Pattern.compile("\"_id\":\"([^\"]+)\"");

    private final List<String> warnings = new ArrayList<>();
    private final Set<String> published = new HashSet<>();
    private final Set<String> lookedUp = new HashSet<>();
    private ScriptedCluster cluster;
    private Optional<String> position = Optional.empty();

    @BeforeEach
    void start() throws IOException {
        cluster = new ScriptedCluster();
        for (int number = 0; number < 12; number++) {
            cluster.add(number, "d" + number);
        }
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void everythingUpToTheCheckpointIsReadOnce() throws IOException {
        assertThat(collect()).containsExactlyElementsOf(ids(0, 12));
        assertThat(collect()).isEmpty();
        cluster.add(12, "d12");
        assertThat(collect()).containsExactly("d12");
    }

    @ParameterizedTest
    @EnumSource(
            value = Trouble.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"MADE_AGAIN_BEFORE_SEARCH", "DELETED_BEFORE_REFRESH", "DELETED_BEFORE_SEARCH", "NO_NUMBERS"})
    void whateverGoesWrongNothingIsLeftOut(Trouble trouble) throws IOException {
        cluster.trouble(trouble);
        List<String> read = new ArrayList<>(collect());
        read.addAll(collect());

        assertThat(read).containsExactlyElementsOf(ids(0, 12));
    }

    @Test
    void aDocumentWithoutASequenceNumberIsAnErrorThatSaysWhatToDo() {
        cluster.trouble(Trouble.NO_NUMBERS);

        assertThatThrownBy(this::collect)
                .hasMessageContainingAll("logs", "document d0 has no sequence number", "mode = \"timestamp\"");
    }

    @Test
    void whatFollowsAPositionFollowsItHoweverOftenItIsAskedFor() throws IOException {
        Connection connection = Connection.to(cluster.uri());
        try (IndexStreams streams = streams(connection, RowIdentity.DOCUMENT)) {
            PagedSource<?> index = streams.streams(Map.of()).get("logs");
            assertThat(twice(index)).isEqualTo(List.of(ids(0, 5), ids(0, 5), ids(5, 10)));
        }
    }

    private static <P> List<List<String>> twice(PagedSource<P> index) throws IOException {
        Page<P> first = index.next(index.first()).orElseThrow();
        Page<P> again = index.next(index.first()).orElseThrow();
        Page<P> second = index.next(again.after()).orElseThrow();
        return List.of(ids(first), ids(again), ids(second));
    }

    private static List<String> ids(Page<?> page) {
        return ID.matcher(new String(page.records(), UTF_8))
                .results()
                .map((MatchResult id) -> id.group(1))
                .toList();
    }

    @Test
    void anIdlePollIsOneRequest() throws IOException {
        collect();
        int before = cluster.calls().size();
        collect();

        assertThat(cluster.calls().subList(before, cluster.calls().size())).containsExactly("GET /logs/_stats/refresh");
    }

    @Test
    void numbersThatNoDocumentHasAreNoHindrance() throws IOException {
        collect();
        cluster.add(20, "d20");
        cluster.add(30, "d20");
        assertThat(collect()).containsExactly("d20");
        cluster.add(31, "d31");
        assertThat(collect()).containsExactly("d31");
    }

    @Test
    void aDocumentThatComesAgainUnderAnotherNumberIsDropped() throws IOException {
        collect();
        cluster.add(12, "d11");
        cluster.add(13, "d13");

        assertThat(collect()).containsExactly("d13");
    }

    @Test
    void eachVersionIsARowWhereThatIsAskedFor() throws IOException {
        collect(RowIdentity.VERSION);
        cluster.add(12, "d11");

        assertThat(collect(RowIdentity.VERSION)).containsExactly("d11");
    }

    @Test
    void anIndexThatWasMadeAgainIsReadFromItsBeginning() throws IOException {
        collect();
        cluster.recreate("uuid-2");
        cluster.add(0, "new");

        assertThat(collect()).containsExactly("new");
        assertThat(warnings).singleElement().asString().contains("logs", "uuid-1", "uuid-2", "another one");
    }

    @Test
    void aShardThatWasMadeAgainFromOlderDataIsReadAgainWithoutWhatIsARow() throws IOException {
        published.addAll(collect());
        cluster.rebuild(6);
        cluster.add(6, "n6");

        assertThat(collect()).containsExactly("n6");
        assertThat(warnings).singleElement().asString().contains("shard 0 of logs", "older data", "number 11");
        cluster.add(7, "n7");
        assertThat(collect()).containsExactly("n7");
    }

    @Test
    void soIsOneThatWasWrittenOnBeyondWhereItWasRead() throws IOException {
        published.addAll(collect());
        cluster.rebuild(6);
        for (int number = 6; number < 30; number++) {
            cluster.add(number, "n" + number);
        }

        assertThat(collect()).hasSize(24).contains("n6", "n11", "n12", "n29");
        assertThat(warnings).singleElement().asString().contains("older data");
        assertThat(collect()).isEmpty();
    }

    @Test
    void oneThatIsMadeAgainWhileItIsReadIsReadAgainByTheNextRunWhichSeesTheRowsOfThisOne() throws IOException {
        Read read = new Read();
        read.page();
        cluster.rebuild(3);
        for (int number = 3; number < 30; number++) {
            cluster.add(number, "n" + number);
        }
        assertThatThrownBy(read::page).hasMessageContaining("shard 0 of logs", "made again from older data");
        published.addAll(read.ids);

        assertThat(collect()).hasSize(27).contains("n3", "n29").doesNotContain("d0", "d2");
    }

    @Test
    void whatIsWrittenBelowACheckpointThatIsLostIsNotLeftOut() throws IOException {
        Read read = new Read();
        read.page();
        cluster.rebuild(6);
        cluster.add(6, "n6");
        cluster.add(7, "n7");
        assertThatThrownBy(read::page).hasMessageContaining("shard 0 of logs", "checkpoint");
        for (int number = 8; number < 20; number++) {
            cluster.add(number, "n" + number);
        }
        published.addAll(read.ids);

        assertThat(collect()).contains("d5", "n6", "n8", "n11", "n19").hasSize(15);
    }

    /** One run, page by page; nothing is fetched ahead. */
    private final class Read {
        private final List<String> ids = new ArrayList<>();
        private final IndexReader reader;

        Read() throws IOException {
            Connection connection =
                    Connection.to(cluster.uri()).with(new Retries(2, Duration.ofMillis(1), Duration.ofMillis(2)));
            Cluster asked = new Cluster(new SearchClient(connection));
            reader = new IndexReader(
                    asked,
                    settings(connection, RowIdentity.DOCUMENT),
                    Objects.requireNonNull(asked.stats("logs").get("logs")),
                    Executors.newVirtualThreadPerTaskExecutor(),
                    new Semaphore(0),
                    IndexReaderTest.this::present,
                    new Ending("logs", Reaction.COLLECT, Instant.EPOCH, warnings::add));
        }

        void page() throws IOException {
            IndexPosition from = position.map(reader::decode).orElseGet(reader::first);
            Page<IndexPosition> page = reader.next(from).orElseThrow();
            ids.addAll(IndexReaderTest.ids(page));
            position = Optional.of(reader.encode(page.after()));
        }
    }

    @Test
    void eachVersionIsARowOnceWhereAShardIsReadAgain() throws IOException {
        collect(RowIdentity.VERSION).forEach(id -> published.add(id + "/" + id.substring(1) + "/1"));
        cluster.rebuild(6);
        cluster.add(6, "d3");

        assertThat(collect(RowIdentity.VERSION)).containsExactly("d3");
    }

    @Test
    void anIndexThatIsNotAvailableIsNoEmptyOne() throws IOException {
        cluster.trouble(Trouble.UNAVAILABLE);

        assertThat(collect()).isEmpty();
        assertThat(warnings).singleElement().asString().contains("logs", "none of it is available");
        assertThat(collect()).containsExactlyElementsOf(ids(0, 12));
    }

    @Test
    void aDocumentThatIsWrittenAgainLongAfterIsDropped() throws IOException {
        published.addAll(collect());
        writeMany(12);
        published.addAll(collect());
        assertThat(lookedUp).as("new documents are not looked up").isEmpty();
        cluster.add(5000, "d3");
        cluster.add(5001, "new");

        assertThat(collect()).containsExactly("new");
        assertThat(lookedUp).containsExactly("uuid-1/d3");
    }

    @Test
    void aDocumentThatAFailoverRepeatsLongAfterIsDroppedThoughItIsNoOtherVersion() throws IOException {
        published.addAll(collect());
        writeMany(12);
        published.addAll(collect());
        cluster.repeatAfterFailover(5000, "d3");
        cluster.add(5001, "new");

        assertThat(collect()).containsExactly("new");
        assertThat(lookedUp).containsExactlyInAnyOrder("uuid-1/d3", "uuid-1/new");
    }

    @Test
    void aDocumentThatWasWrittenTwiceBeforeItWasReadIsARow() throws IOException {
        published.addAll(collect());
        cluster.add(12, "twice");
        cluster.add(13, "twice");

        assertThat(collect()).containsExactly("twice");
    }

    private void writeMany(long from) {
        for (long number = from; number < from + 2 * RecentIds.MOST; number++) {
            cluster.add(number, "d" + number);
        }
    }

    private Set<String> present(Set<String> ids) {
        lookedUp.addAll(ids);
        Set<String> present = new HashSet<>(ids);
        present.removeIf(id -> !published.contains(id.substring(id.indexOf('/') + 1)));
        return present;
    }

    private List<String> collect() throws IOException {
        return collect(RowIdentity.DOCUMENT);
    }

    /** Reads on as a new process does. */
    private List<String> collect(RowIdentity identity) throws IOException {
        Connection connection =
                Connection.to(cluster.uri()).with(new Retries(2, Duration.ofMillis(1), Duration.ofMillis(2)));
        List<String> read = new ArrayList<>();
        try (IndexStreams streams = streams(connection, identity)) {
            for (Map.Entry<String, PagedSource<?>> each :
                    streams.streams(remembered()).entrySet()) {
                assertThat(each.getKey()).isEqualTo("logs");
                read(each.getValue(), read);
            }
        }
        return read;
    }

    private Map<String, String> remembered() {
        return position.map(json -> Map.of("logs", json)).orElseGet(Map::of);
    }

    private IndexStreams streams(Connection connection, RowIdentity identity) throws IOException {
        return new IndexStreams(
                new Cluster(new SearchClient(connection)),
                settings(connection, identity),
                Clock.systemUTC(),
                warnings::add,
                this::present);
    }

    private static IndexSettings settings(Connection connection, RowIdentity identity) {
        return new IndexSettings(
                connection,
                "logs",
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                5,
                1 << 20,
                identity,
                Reactions.COLLECT,
                ModeSettings.STANDARD);
    }

    private <P> void read(PagedSource<P> index, List<String> read) throws IOException {
        P from = position.map(index::decode).orElseGet(index::first);
        for (Optional<Page<P>> page = index.next(from); page.isPresent(); page = index.next(from)) {
            read.addAll(ids(page.get()));
            position = Optional.of(index.encode(page.get().after()));
            from = index.decode(position.get());
        }
    }

    private static List<String> ids(int from, int to) {
        List<String> ids = new ArrayList<>();
        for (int i = from; i < to; i++) {
            ids.add("d" + i);
        }
        return ids;
    }
}
