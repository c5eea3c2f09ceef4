package dev.tidemark.elastic.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.elastic.source.TimedCluster.Trouble;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** By a time field every document is read once that becomes visible in time, whatever a cluster answers. */
class TimedReaderTest {
    private static final ModeSettings BY_TIME = new ModeSettings(
            Mode.TIMESTAMP,
            Optional.of("event.ingested"),
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Rounds.UNLIMITED);

    private TimedCluster cluster;
    private Collector collector;

    @BeforeEach
    void start() throws IOException {
        cluster = new TimedCluster();
        collector = new Collector(cluster.uri(), BY_TIME);
    }

    @AfterEach
    void stop() {
        assertThat(cluster.openSnapshots()).as("snapshots that were left open").isZero();
        cluster.close();
    }

    @Test
    void windowsFollowEachOther() throws IOException {
        add(0, 12, 1);
        cluster.pass(100);
        assertThat(collector.collect()).containsExactlyElementsOf(ids(0, 12));
        assertThat(collector.collect()).isEmpty();
        add(12, 14, 0);
        assertThat(collector.collect()).as("not before they have settled").isEmpty();
        cluster.pass(61);
        assertThat(collector.collect()).containsExactlyElementsOf(ids(12, 14));
        assertThat(collector.warnings()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Trouble.class,
            names = {"LOST", "LOST_IN_PART", "CLUSTER_LEFT_OUT", "TIMES_OUT", "UNAVAILABLE"})
    @DisplayName("token-expired-mid-window: the window is read on from the time it had reached, each document once")
    void tokenExpiredMidWindow(Trouble trouble) throws IOException {
        add(0, 18, 0);
        add(18, 35, 1);
        cluster.pass(100);
        List<String> read = new ArrayList<>(collector.collect(3));
        cluster.trouble(trouble);
        read.addAll(collector.collect());

        assertThat(read).containsExactlyInAnyOrderElementsOf(ids(0, 35));
        assertThat(collector.collect()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Trouble.class,
            names = {"LOST", "LOST_IN_PART"})
    void aSnapshotThatIsLostBetweenPagesOfOneProcessIsNoLoss(Trouble trouble) throws IOException {
        add(0, 18, 0);
        cluster.pass(100);
        cluster.trouble(trouble);

        assertThat(collector.collect()).containsExactlyElementsOf(ids(0, 18));
    }

    @Test
    @DisplayName("reading can begin at a time: what has it or a later one is read, and nothing before it")
    void beginsAtATime() throws IOException {
        add(0, 12, 10);
        Instant time = cluster.now().minusSeconds(30);
        cluster.pass(100);
        collector.begin("logs", time);
        assertThat(collector.collect()).containsExactly("d8", "d9", "d10", "d11");
        assertThat(collector.collect()).isEmpty();
        add(12, 13, 1);
        cluster.add("late", time.plusSeconds(20));
        cluster.pass(61);
        assertThat(collector.collect()).contains("d12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"float", "half_float"})
    void aNumberThatHoldsNoTimeOfTodayIsNone(String type) {
        assertThatThrownBy(() -> TimeField.of("logs", "at", type, Optional.of(TimeField.Unit.SECONDS)))
                .hasMessageContainingAll("the field at of logs is no time", type);
    }

    @Test
    @DisplayName("full-page-of-ties: 250 documents of one time, 100 to a page")
    void fullPageOfTies() throws IOException {
        add(0, 250, 0);
        cluster.pass(100);

        assertThat(collector.pages(100).collect()).containsExactlyElementsOf(ids(0, 250));
        assertThat(collector.collect()).isEmpty();
    }

    @Test
    @DisplayName(
            "window-stuck-on-burst: more ties than a page are read on with in every process, and killed after each")
    void windowStuckOnBurst() throws IOException {
        add(0, 57, 0);
        cluster.pass(100);

        assertThat(collector.collectKilledAfterEachPage()).containsExactlyElementsOf(ids(0, 57));
    }

    @Test
    void aWindowIsReadInOneSnapshot() throws IOException {
        add(0, 50, 1);
        cluster.pass(100);
        assertThat(collector.collect()).hasSize(50);

        assertThat(cluster.calls().stream().filter("POST /logs/_pit"::equals)).hasSize(1);
        assertThat(cluster.calls().stream().filter("POST /_search"::equals)).hasSize(11);
    }

    @Test
    @DisplayName("boundary-row-skipped: a document exactly at the end of a window is of the next one, once")
    void boundaryRowSkipped() throws IOException {
        Instant begin = cluster.now();
        cluster.add("before", begin.minusMillis(1));
        cluster.add("at", begin);
        cluster.add("behind", begin.plusMillis(1));
        cluster.pass(60);
        assertThat(collector.collect()).containsExactly("before");
        cluster.pass(30);
        assertThat(collector.collect()).containsExactly("at", "behind");
        assertThat(collector.collect()).isEmpty();
    }

    @Test
    @DisplayName("future-timestamp-poison: a date of next year holds up nothing, and is read next year")
    void futureTimestampPoison() throws IOException {
        cluster.add("next-year", cluster.now().plus(Duration.ofDays(365)));
        add(0, 3, 1);
        cluster.pass(100);
        assertThat(collector.collect()).containsExactlyElementsOf(ids(0, 3));
        add(3, 5, 1);
        cluster.pass(100);
        assertThat(collector.collect()).containsExactlyElementsOf(ids(3, 5));
        cluster.pass(366 * 86_400L);
        assertThat(collector.collect()).containsExactly("next-year");
    }

    @Test
    @DisplayName("cursor-equals-now: an error is no empty answer")
    void cursorEqualsNow() throws IOException {
        add(0, 3, 1);
        cluster.pass(100);
        cluster.index().forbid("/_search");
        assertThatThrownBy(collector::collect).hasMessageContainingAll("privilege 'read'", "logs");
        cluster.index().allow("/_search");
        assertThat(collector.position("logs")).isEmpty();
        assertThat(collector.collect()).containsExactlyElementsOf(ids(0, 3));
    }

    @Test
    @DisplayName("late-index-visibility: what shows up within the overlap is read, and nothing twice")
    void lateIndexVisibility() throws IOException {
        add(0, 10, 5);
        cluster.hide("late", cluster.now().minusSeconds(7));
        cluster.pass(61);
        assertThat(collector.collect()).containsExactlyElementsOf(ids(0, 10));
        cluster.show("late");
        cluster.pass(10);
        assertThat(collector.collect()).containsExactly("late");
        assertThat(collector.collect()).isEmpty();
    }

    @Test
    @DisplayName("repeated-token: a cluster that repeats a page is an error")
    void repeatedToken() throws IOException {
        add(0, 20, 0);
        cluster.pass(100);
        collector.collect(1);
        cluster.trouble(Trouble.REPEATS);

        assertThatThrownBy(collector::collect)
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("again", "no order to read on from");
        cluster.trouble(Trouble.NONE);
    }

    @Test
    @DisplayName("cursor-never-advances: what does not heed the query is an error, not rows again")
    void cursorNeverAdvances() throws IOException {
        add(0, 20, 1);
        cluster.pass(100);
        assertThat(collector.collect()).hasSize(20);
        add(20, 21, 1);
        cluster.pass(3600);
        cluster.trouble(Trouble.IGNORES_QUERY);

        assertThatThrownBy(collector::collect)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not heed the query");
        cluster.trouble(Trouble.NONE);
    }

    @Test
    void documentsWithoutTheFieldAreCountedAndTold() throws IOException {
        add(0, 3, 1);
        cluster.add("timeless", null);
        cluster.pass(100);

        assertThat(collector.collect()).containsExactlyElementsOf(ids(0, 3));
        assertThat(collector.warnings()).singleElement().asString().contains("1 documents of logs", "event.ingested");
    }

    @Test
    void anIndexWithoutTheFieldIsNoEmptyOne() throws IOException {
        cluster.index().type("");
        assertThat(collector.collect()).isEmpty();
        add(0, 3, 1);
        cluster.pass(100);

        assertThatThrownBy(collector::collect)
                .hasMessageContainingAll("no document of logs has the field event.ingested", "timestamp_field");
    }

    @Test
    void aFieldThatIsNoTimeIsRefused() throws IOException {
        cluster.index().type("keyword");
        assertThatThrownBy(collector::collect).hasMessageContainingAll("event.ingested", "logs", "keyword");
        cluster.index().type("long");
        assertThatThrownBy(collector::collect).hasMessageContainingAll("number", "timestamp_unit");
    }

    @Test
    void anIndexThatWasMadeAgainIsReadFromItsBeginning() throws IOException {
        add(0, 3, 1);
        cluster.pass(100);
        collector.collect();
        cluster.recreate("uuid-2");
        add(0, 2, 1);
        cluster.pass(100);

        assertThat(collector.collect()).containsExactlyElementsOf(ids(0, 2));
        assertThat(collector.warnings()).singleElement().asString().contains("logs", "uuid-1", "uuid-2", "another one");
    }

    @Test
    void aPositionOfAnotherModeOrFieldIsNotUsed() throws IOException {
        add(0, 3, 1);
        cluster.pass(100);
        collector.collect();

        collector.how(ModeSettings.STANDARD.in(Mode.SEQUENCE));
        assertThatThrownBy(collector::collect)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("of mode timestamp", "mode is sequence", "write mode = \"timestamp\"");
        collector.how(BY_TIME.by("other"));
        assertThatThrownBy(collector::collect)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("event.ingested", "timestamp_field is other");
    }

    @Test
    void withoutTheRightToRefreshItIsSaid() throws IOException {
        add(0, 3, 1);
        cluster.pass(100);
        cluster.index().forbid("/_refresh");

        assertThat(collector.collect()).containsExactlyElementsOf(ids(0, 3));
        assertThat(collector.warnings()).singleElement().asString().contains("maintenance", "settle", "60s");
    }

    @Test
    void aDocumentThatIsWrittenAgainSoonIsNoOtherRow() throws IOException {
        add(0, 3, 1);
        cluster.pass(61);
        assertThat(collector.collect()).hasSize(3);
        cluster.add("d2", cluster.now().minusSeconds(50));
        cluster.pass(20);
        assertThat(collector.collect()).isEmpty();
        add(3, 4, 1);
        cluster.pass(200);
        assertThat(collector.collect()).containsExactly("d3");
        cluster.add("d2", cluster.now());
        cluster.pass(61);
        assertThat(collector.collect())
                .as("forgotten by now: it is a row again")
                .containsExactly("d2");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverComesWhenAndWhereverItIsKilledEachDocumentIsReadOnce(int seed) throws IOException {
        Random random = new Random(seed);
        List<String> read = new ArrayList<>();
        List<String> hidden = new ArrayList<>();
        int made = 0;
        for (int round = 0; round < 40; round++) {
            for (int i = random.nextInt(9); i > 0; i--) {
                String id = "d" + made++;
                Instant time = cluster.now().plusMillis(random.nextInt(3) * 500L);
                if (random.nextInt(4) == 0) {
                    cluster.hide(id, time);
                    hidden.add(id);
                } else {
                    cluster.add(id, time);
                }
            }
            // Shown at most 80 s after their time, which is within settle and overlap.
            cluster.pass(random.nextInt(40));
            if (round % 2 == 1) {
                hidden.forEach(cluster::show);
                hidden.clear();
            }
            cluster.trouble(random.nextInt(3) == 0 ? Trouble.LOST : Trouble.NONE);
            read.addAll(collector.collect(random.nextInt(6)));
        }
        hidden.forEach(cluster::show);
        cluster.pass(100);
        cluster.trouble(Trouble.NONE);
        read.addAll(collector.collect());

        assertThat(read).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(ids(0, made));
    }

    /** Documents whose times are some seconds apart, the last of them now. */
    private void add(int from, int to, long apart) {
        for (int i = from; i < to; i++) {
            cluster.add("d" + i, cluster.now().minusSeconds(apart * (to - 1 - i)));
        }
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "d" + i).toList();
    }
}
