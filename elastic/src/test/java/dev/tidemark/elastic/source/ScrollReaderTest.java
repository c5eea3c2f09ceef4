package dev.tidemark.elastic.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.elastic.source.ScrollCluster.Trouble;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An index is read once, each document once, wherever the pass is broken off. */
class ScrollReaderTest {
    private final Set<String> published = new HashSet<>();
    private final Set<String> lookedUp = new HashSet<>();
    private ScrollCluster cluster;
    private Collector collector;

    @BeforeEach
    void start() throws IOException {
        cluster = new ScrollCluster();
        collector = new Collector(cluster.uri(), ModeSettings.STANDARD.in(Mode.SCROLL)).rows(this::present);
    }

    @AfterEach
    void stop() {
        assertThat(cluster.openScrolls()).as("scrolls that were left open").isZero();
        cluster.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 6, 10, 23})
    void anIndexIsReadOnceAndNothingIsLookedUp(int documents) throws IOException {
        add(0, documents);
        assertThat(collector.collect()).containsExactlyElementsOf(ids(0, documents));
        assertThat(collector.collect()).isEmpty();
        add(documents, documents + 3);
        assertThat(collector.collect()).as("written after the pass").isEmpty();
        assertThat(lookedUp).isEmpty();
        assertThat(collector.position("logs"))
                .contains("\"mode\":\"scroll\"", "\"passes\":1", "\"documents\":" + documents, "\"done\":true");
    }

    @Test
    void documentsThatTwoPassesGaveAreNotTakenForTheWholeIndex() {
        ScrollPosition broken = ScrollPosition.first("uuid-1").and(80, 1, 100);
        assertThat(broken.and(60, 2, 100).rest().unread()).isPresent();
        assertThat(broken.rest().unread()).isPresent();
        assertThat(broken.and(20, 1, 100).rest().unread()).isEmpty();
    }

    @Test
    void thatNothingMoreIsReadIsSaidOnce() throws IOException {
        add(0, 2);
        collector.collect();
        collector.collect();

        assertThat(collector.warnings()).singleElement().asString().contains("logs", "read once", "is not read");
    }

    @Test
    void anIndexThatIsEmptyYetIsReadLater() throws IOException {
        assertThat(collector.collect()).isEmpty();
        add(0, 2);
        assertThat(collector.collect()).containsExactlyElementsOf(ids(0, 2));
    }

    @Test
    @DisplayName("a pass that a kill breaks off begins again, without what is a row already")
    void killedAfterEachPage() throws IOException {
        add(0, 23);
        List<String> read = new ArrayList<>();
        for (int run = 0; run < 6; run++) {
            List<String> page = collector.collect(1);
            page.forEach(id -> published.add("uuid-1/" + id));
            read.addAll(page);
        }

        assertThat(read).containsExactlyElementsOf(ids(0, 23));
        assertThat(collector.position("logs")).contains("\"passes\":5", "\"done\":true");
    }

    @ParameterizedTest
    @EnumSource(
            value = Trouble.class,
            names = {"EXPIRED", "SHARD_FAILS", "TIMES_OUT", "ANSWER_IS_LOST"})
    @DisplayName("token-expired-mid-window: a pass that the cluster breaks off is begun again by the next run")
    void brokenOff(Trouble trouble) throws IOException {
        add(0, 23);
        cluster.trouble(trouble);
        List<String> read = new ArrayList<>();
        assertThatThrownBy(() -> collector.collect(Integer.MAX_VALUE, read))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("the pass through logs was broken off", "The next run begins it again");
        assertThat(read).isNotEmpty();
        read.forEach(id -> published.add("uuid-1/" + id));
        read.addAll(collector.collect());

        assertThat(read).containsExactlyInAnyOrderElementsOf(ids(0, 23));
        assertThat(collector.collect()).isEmpty();
    }

    @Test
    void answersThatAreTooLargeAreAskedForWithFewerDocuments() throws IOException {
        add(0, 9);
        cluster.pad(9 << 20);
        assertThat(collector.pages(8).collect()).containsExactlyElementsOf(ids(0, 9));
        cluster.expire(); // Nobody was told the id of the one whose first answer was too large.
    }

    @Test
    void theScrollIsToldAndKeptAsLongAsItIsWritten() throws IOException {
        add(0, 2);
        collector.collect();

        assertThat(cluster.requests())
                .anyMatch(call -> call.ends("/logs/_search") && call.query().contains("scroll=60s"))
                .anyMatch(call -> call.method().equals("DELETE") && call.ends("/_search/scroll"));
    }

    @Test
    void anIndexThatWasMadeAgainIsReadFromItsBeginning() throws IOException {
        add(0, 6);
        collector.collect();
        cluster.recreate("uuid-2");
        add(0, 2);

        assertThat(collector.collect()).containsExactlyElementsOf(ids(0, 2));
        assertThat(collector.warnings()).last().asString().contains("uuid-1", "uuid-2", "another one");
    }

    @Test
    void howFarItIsReadIsTold() throws IOException {
        add(0, 3);
        collector.collect();

        try (IndexStreams streams = collector.open()) {
            assertThat(streams.backlog(Map.of("logs", collector.position("logs"))))
                    .singleElement()
                    .satisfies(told ->
                            assertThat(told.remark()).isEqualTo("read in a pass that is finished, 3 documents"));
        }
    }

    private Set<String> present(Set<String> ids) {
        lookedUp.addAll(ids);
        Set<String> present = new HashSet<>(ids);
        present.retainAll(published);
        return present;
    }

    private void add(int from, int to) {
        ids(from, to).forEach(cluster::add);
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "d" + i).toList();
    }
}
