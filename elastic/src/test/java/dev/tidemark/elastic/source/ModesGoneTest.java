package dev.tidemark.elastic.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.elastic.source.ScriptedIndex.Presence;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** An index that is gone, and was read by time, by a field that rises or by scrolls, is told as far as it is known. */
class ModesGoneTest {
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
                        timed.uri(), ModeSettings.STANDARD.in(Mode.TIMESTAMP).by("event.ingested"))
                .pattern("log*");
        byNumber = new Collector(rising.uri(), ModeSettings.STANDARD.after("event.number")).pattern("log*");
        once = new Collector(scrolled.uri(), ModeSettings.STANDARD.in(Mode.SCROLL)).pattern("log*");
    }

    @AfterEach
    void stop() {
        timed.close();
        rising.close();
        scrolled.close();
    }

    @Test
    @DisplayName("an index that is deleted after it was read to its end is no gap")
    void readToItsEnd() throws IOException {
        addTimed(3);
        addRising(0, 3);
        scrolled.add("a");
        for (Collector each : new Collector[] {byTime, byNumber, once}) {
            each.collect();
        }
        scrolled.add("written after the pass");
        delete(Presence.GONE);

        for (Collector each : new Collector[] {byTime, byNumber, once}) {
            assertThat(each.collect()).isEmpty();
            assertThat(each.gaps()).isEmpty();
            assertThat(each.position("logs")).contains("\"gone\"");
        }
        assertThat(byTime.position("logs")).contains("\"whole\"");
        assertThat(byNumber.position("logs")).contains("\"whole\"");
    }

    @ParameterizedTest
    @EnumSource(
            value = Presence.class,
            names = {"GONE", "ALIAS"})
    @DisplayName("an index that is deleted before it was read to its end is a gap, told once, with what is known")
    void readInPart(Presence presence) throws IOException {
        addTimed(12);
        timed.add("future", timed.now().plusSeconds(1000));
        addRising(0, 12);
        for (int i = 0; i < 12; i++) {
            scrolled.add("d" + i);
        }
        for (Collector each : new Collector[] {byTime, byNumber, once}) {
            each.collect(1);
        }
        delete(presence);
        for (Collector each : new Collector[] {byTime, byNumber, once}) {
            each.collect();
            each.collect();
        }

        assertThat(byTime.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.start()).isEqualTo(Instant.MIN);
            assertThat(gap.reason())
                    .contains(
                            "the index logs (uuid-1) is gone and was not read to its end: by event.ingested up to ",
                            "it had 8 documents with later times");
        });
        assertThat(byNumber.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.reason())
                        .contains("by event.number up to 1004", "documents with event.number up to 1011"));
        assertThat(once.gaps())
                .singleElement()
                .satisfies(
                        gap -> assertThat(gap.reason()).contains("5 documents in a pass that was not finished, of 12"));
    }

    @Test
    @DisplayName("what was seen and could not be read is known when the index is deleted")
    void neverRead() throws IOException {
        addTimed(3);
        addRising(0, 3);
        timed.trouble(TimedCluster.Trouble.IGNORES_QUERY);
        timed.add("far", timed.now().plusSeconds(5000));
        rising.trouble(CursorCluster.Trouble.SHARD_FAILS);
        assertThatThrownBy(byTime::collect).isInstanceOf(IOException.class);
        assertThatThrownBy(byNumber::collect).isInstanceOf(IOException.class);
        timed.trouble(TimedCluster.Trouble.NONE);
        delete(Presence.GONE);
        byTime.collect();
        byNumber.collect();

        assertThat(byTime.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.reason()).contains("nothing of it, and it had 4 documents"));
        assertThat(byNumber.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.reason())
                        .contains("nothing of it, and it had documents with event.number up to 1002"));
    }

    @Test
    @DisplayName("documents whose time has not come when an index is deleted are a gap, from when it was whole")
    void notSettled() throws IOException {
        addTimed(3);
        byTime.collect();
        timed.add("young", timed.now());
        assertThat(byTime.collect()).isEmpty();
        delete(Presence.GONE);
        byTime.collect();

        assertThat(byTime.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.start()).isAfter(Instant.MIN);
            assertThat(gap.reason()).contains("it had 1 documents with later times");
        });
    }

    @ParameterizedTest
    @CsvSource({"CLOSED, is closed", "UNAVAILABLE, is unavailable", "HIDDEN, cannot be told"})
    @DisplayName("an index that is closed, unavailable or hidden is not gone, and goes on when it is back")
    void notGone(Presence presence, String told) throws IOException {
        addTimed(12);
        byTime.collect(1);
        timed.index().presence(presence);
        byTime.collect();
        assertThat(byTime.gaps()).isEmpty();
        assertThat(byTime.warnings()).singleElement().asString().contains("the index logs", told);
        timed.index().presence(Presence.OPEN);

        assertThat(byTime.collect()).hasSize(7);
    }

    @Test
    @DisplayName("an index that comes back goes on where it was, and the gap stays")
    void back() throws IOException {
        addTimed(12);
        addRising(0, 12);
        byTime.collect(1);
        byNumber.collect(1);
        delete(Presence.GONE);
        byTime.collect();
        byNumber.collect();
        timed.index().presence(Presence.OPEN);
        rising.index().presence(Presence.OPEN);

        assertThat(byTime.collect()).hasSize(7);
        assertThat(byNumber.collect()).hasSize(7);
        assertThat(byTime.position("logs")).doesNotContain("\"gone\"");
    }

    @Test
    @DisplayName(
            "an index that is made again before the old one was read to its end is a gap, and read from its beginning")
    void madeAgain() throws IOException {
        addRising(0, 12);
        byNumber.collect(1);
        rising.recreate("uuid-2");
        addRising(0, 2);

        assertThat(byNumber.collect()).containsExactly("d0", "d1");
        assertThat(byNumber.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.reason()).contains("the index logs (uuid-1) is gone", "up to 1004"));
    }

    @Test
    @DisplayName("on_index_deleted and on_new_uuid hold in each mode")
    void reactions() throws IOException {
        addRising(0, 12);
        byNumber.collect(1);
        byNumber.reactions(Reaction.STOP, Reaction.COLLECT);
        rising.index().presence(Presence.GONE);
        assertThatThrownBy(byNumber::collect).hasMessageContainingAll("is gone", "on_index_deleted = \"stop\"");
        rising.index().presence(Presence.OPEN);
        rising.recreate("uuid-2");
        assertThatThrownBy(byNumber::collect).hasMessageContainingAll("(uuid-1) is gone", "on_index_deleted");
        byNumber.reactions(Reaction.COLLECT, Reaction.STOP);
        assertThatThrownBy(byNumber::collect).hasMessageContainingAll("is another one", "on_new_uuid = \"stop\"");
        byNumber.reactions(Reaction.SKIP, Reaction.COLLECT);
        addRising(0, 1);
        assertThat(byNumber.collect()).containsExactly("d0");
        assertThat(byNumber.gaps()).isEmpty();
        assertThat(byNumber.warnings()).anyMatch(told -> told.contains("this is skipped (on_index_deleted)"));
    }

    @Test
    @DisplayName("where an index that was made again is not read, what the old one lacked is a gap all the same, once")
    void skipped() throws IOException {
        addRising(0, 12);
        byNumber.collect(1);
        rising.recreate("uuid-2");
        addRising(0, 1);
        byNumber.reactions(Reaction.COLLECT, Reaction.SKIP);

        for (int run = 0; run < 2; run++) {
            assertThat(byNumber.collect()).isEmpty();
            assertThat(byNumber.gaps())
                    .singleElement()
                    .satisfies(gap -> assertThat(gap.reason()).contains("the index logs (uuid-1) is gone"));
        }
        assertThat(byNumber.warnings())
                .filteredOn(told -> told.contains("it is not read, as on_new_uuid = \"skip\" says"))
                .hasSize(2);
        byNumber.reactions(Reaction.COLLECT, Reaction.COLLECT);
        assertThat(byNumber.collect()).containsExactly("d0");
        assertThat(byNumber.gaps()).hasSize(1);
    }

    @Test
    @DisplayName("an index that is meant by its name and missing is an error, and a gap once if it was read before")
    void byItsName() throws IOException {
        byNumber.pattern("logs");
        addRising(0, 12);
        byNumber.collect(1);
        rising.index().presence(Presence.GONE);
        byNumber.collect();
        assertThat(byNumber.gaps()).hasSize(1);
        assertThatThrownBy(byNumber::collect).hasMessageContaining("no such index [logs]");

        Collector other = new Collector(rising.uri(), ModeSettings.STANDARD.after("event.number"));
        assertThatThrownBy(other::collect).hasMessageContaining("no such index [logs]");
    }

    @Test
    @DisplayName("positions of earlier versions, which know nothing of this, are understood")
    void olderPositions() throws IOException {
        addTimed(3);
        addRising(0, 3);
        scrolled.add("a");
        for (Collector each : new Collector[] {byTime, byNumber, once}) {
            each.collect();
            String now = each.position("logs");
            String older = now.replaceAll(",\"(whole|gone|unread|total)\":(\"[^\"]*\"|\\d+)", "")
                    .replaceAll(",\"delivered\":\\{[^}]*}}", "");
            assertThat(older).isNotEqualTo(now);
            each.remember("logs", older);
            assertThat(each.collect()).isEmpty();
        }
    }

    @Test
    @DisplayName("sources show says of an index since when it is gone")
    void toldInTheOverview() throws IOException {
        addRising(0, 3);
        byNumber.collect();
        delete(Presence.GONE);
        byNumber.collect();

        try (IndexStreams streams = byNumber.open()) {
            assertThat(streams.backlog(Map.of("logs", byNumber.position("logs"))))
                    .singleElement()
                    .satisfies(told -> assertThat(told.remark()).contains("up to 1002, gone since "));
        }
    }

    private void delete(Presence presence) {
        timed.index().presence(presence);
        rising.index().presence(presence);
        scrolled.index().presence(presence);
    }

    private void addTimed(int documents) {
        for (int i = 0; i < documents; i++) {
            timed.add("d" + i, timed.now().plusSeconds(i));
        }
        timed.pass(200);
    }

    /** With values from 1000 on. */
    private void addRising(int from, int to) {
        for (int i = from; i < to; i++) {
            rising.add("d" + i, Integer.toString(1000 + i));
        }
    }
}
