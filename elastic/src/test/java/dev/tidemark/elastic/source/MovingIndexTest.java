package dev.tidemark.elastic.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By time, by a field that rises and by scrolls: an index that is made again, copies that move, large documents. */
class MovingIndexTest {
    private TimedCluster timed;
    private CursorCluster rising;
    private ScrollCluster scrolled;
    private Collector byTime;
    private Collector byNumber;
    private Collector once;

    @BeforeEach
    void start() throws IOException {
        timed = new TimedCluster();
        rising = new CursorCluster();
        scrolled = new ScrollCluster();
        byTime = new Collector(
                timed.uri(), ModeSettings.STANDARD.in(Mode.TIMESTAMP).by("event.ingested"));
        byNumber = new Collector(rising.uri(), ModeSettings.STANDARD.after("event.number"));
        once = new Collector(scrolled.uri(), ModeSettings.STANDARD.in(Mode.SCROLL));
    }

    @AfterEach
    void stop() {
        assertThat(timed.openSnapshots()).isZero();
        timed.close();
        rising.close();
        scrolled.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"monitor", ""})
    @DisplayName("an index that is made again before its snapshot is opened is noticed before a page counts")
    void madeAgainByTime(String right) throws IOException {
        allow(timed.index(), right);
        timed.add("old", timed.now());
        timed.pass(100);
        timed.index().before("/_pit", () -> {
            timed.recreate("uuid-2");
            timed.add("new", timed.now().minusSeconds(80));
        });

        assertThatThrownBy(byTime::collect)
                .hasMessageContainingAll("the index logs was made again while it was read", "uuid-2", "uuid-1");
        assertThat(byTime.position("logs")).contains("uuid-1").doesNotContain("\"until\"");
        assertThat(byTime.collect()).containsExactly("new");
    }

    @Test
    @DisplayName("what another index has by then is not taken for what the old one lacked")
    void madeAgainBeforeItIsAsked() throws IOException {
        timed.add("old", timed.now());
        timed.pass(100);
        byTime.collect();
        addRising(0, 2);
        byNumber.collect();
        timed.index().before("/_refresh", () -> {
            timed.recreate("uuid-2");
            timed.add("new", timed.now());
        });
        rising.index().before("/_refresh", () -> {
            rising.recreate("uuid-2");
            addRising(5, 6);
        });

        for (Collector each : new Collector[] {byTime, byNumber}) {
            assertThatThrownBy(each::collect).hasMessageContaining("the index logs was made again while it was read");
            each.collect();
            assertThat(each.position("logs")).contains("uuid-2");
            assertThat(each.gaps()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"monitor", ""})
    @DisplayName("an index that is made again between pages by a field that rises is noticed before a page counts")
    void madeAgainByNumber(String right) throws IOException {
        allow(rising.index(), right);
        addRising(0, 12);
        byNumber.afterPage(() -> {
            rising.recreate("uuid-2");
            rising.add("new", "1007");
        });

        assertThatThrownBy(byNumber::collect).hasMessageContaining("the index logs was made again while it was read");
        assertThat(byNumber.position("logs")).contains("uuid-1", "\"last\":\"1004\"");
        assertThat(byNumber.collect()).containsExactly("new");
    }

    @ParameterizedTest
    @ValueSource(strings = {"monitor", ""})
    @DisplayName("an index that is made again before its scroll is opened is noticed before a page counts")
    void madeAgainByScroll(String right) throws IOException {
        allow(scrolled.index(), right);
        scrolled.add("old");
        scrolled.index().after("/_refresh", () -> {
            scrolled.recreate("uuid-2");
            scrolled.add("new");
        });

        assertThatThrownBy(once::collect).hasMessageContaining("the index logs was made again while it was read");
        assertThat(once.position("logs")).isEmpty();
        assertThat(once.collect()).containsExactly("new");
    }

    @Test
    @DisplayName("a refresh that does not reach every copy is made again")
    void missedRefresh() throws IOException {
        copies(timed.index(), rising.index(), scrolled.index());
        timed.addUnrefreshed("d", timed.now());
        timed.add("e", timed.now());
        timed.pass(100);
        rising.hide("d", "1000");
        rising.add("e", "1001");
        scrolled.addUnrefreshed("d");

        assertThat(byTime.collect()).containsExactlyInAnyOrder("d", "e");
        assertThat(byNumber.collect()).containsExactly("d", "e");
        assertThat(once.collect()).containsExactly("d");
    }

    @Test
    @DisplayName("a copy that takes over after the refresh is refreshed before it is believed")
    void movedAfterRefresh() throws IOException {
        timed.add("e", timed.now());
        timed.index().before("/_pit", () -> {
            timed.index().copies("node-b");
            timed.addUnrefreshed("d", timed.now().minusSeconds(80));
        });
        timed.pass(100);
        addRising(0, 8);
        byNumber.afterPage(() -> {
            rising.index().copies("node-b");
            rising.hide("d5", "1005");
        });
        scrolled.add("e");
        scrolled.index().after("/_refresh", () -> {
            scrolled.index().copies("node-b");
            scrolled.addUnrefreshed("d");
        });

        assertThat(byTime.collect()).containsExactlyInAnyOrder("d", "e");
        assertThat(byNumber.collect()).containsExactlyElementsOf(ids(0, 8));
        assertThat(once.collect()).containsExactlyInAnyOrder("d", "e");
    }

    @Test
    @DisplayName("copies that nobody can refresh are an error, and nothing is read past them")
    void neverRefreshed() throws IOException {
        timed.index().missRefreshes();
        timed.index().copies("node-a", "node-b");
        timed.add("d", timed.now());
        timed.pass(100);

        assertThatThrownBy(byTime::collect).hasMessageContaining("the refresh of logs reached 1 copies of 2, 0 failed");
        assertThat(byTime.position("logs")).isEmpty();
    }

    @Test
    @DisplayName("without the privilege to ask for copies an index is read all the same")
    void withoutMonitor() throws IOException {
        timed.index().forbid("/_stats/refresh");
        timed.add("d", timed.now());
        timed.pass(100);
        rising.index().forbid("/_stats/refresh");
        addRising(0, 8);

        assertThat(byTime.collect()).containsExactly("d");
        assertThat(byTime.warnings()).isEmpty();
        assertThat(byNumber.collect()).containsExactlyElementsOf(ids(0, 8));
    }

    @Test
    @DisplayName("of large documents so many come at once that no answer is held that has more than 32 MiB")
    void largeDocuments() throws IOException {
        timed.pad(9 << 20);
        rising.pad(9 << 20);
        for (int i = 0; i < 9; i++) {
            timed.add("d" + i, timed.now());
        }
        timed.pass(100);
        addRising(0, 9);

        assertThat(byTime.pages(8).collect()).containsExactlyElementsOf(ids(0, 9));
        assertThat(byNumber.pages(8).collect()).containsExactlyElementsOf(ids(0, 9));
        assertThat(byTime.largest()).isLessThan(32 << 20);
        assertThat(byNumber.largest()).isLessThan(32 << 20);
    }

    @Test
    @DisplayName("one document that is larger than any page is read")
    void oneLargeDocument() throws IOException {
        timed.pad(40 << 20);
        timed.add("d0", timed.now());
        timed.add("d1", timed.now());
        timed.pass(100);

        assertThat(byTime.collect()).containsExactly("d0", "d1");
    }

    private static void allow(ScriptedIndex index, String right) {
        if (right.isEmpty()) {
            index.forbid("/_stats/refresh");
        }
    }

    private static void copies(ScriptedIndex... indexes) {
        for (ScriptedIndex index : indexes) {
            index.copies("node-a", "node-b");
            index.missRefresh();
        }
    }

    /** With values from 1000 on. */
    private void addRising(int from, int to) {
        for (int i = from; i < to; i++) {
            rising.add("d" + i, Integer.toString(1000 + i));
        }
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "d" + i).toList();
    }
}
