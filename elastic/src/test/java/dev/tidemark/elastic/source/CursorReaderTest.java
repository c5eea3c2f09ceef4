package dev.tidemark.elastic.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.elastic.source.CursorCluster.Trouble;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** By a field that rises every document is read once, or it is said why not. */
class CursorReaderTest {
    private static final ModeSettings BY_NUMBER = ModeSettings.STANDARD.after("event.number");

    private CursorCluster cluster;
    private Collector collector;

    @BeforeEach
    void start() throws IOException {
        cluster = new CursorCluster();
        collector = new Collector(cluster.uri(), BY_NUMBER);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void itIsReadOnAfterTheHighestValue() throws IOException {
        add(0, 12);
        assertThat(collector.collect()).containsExactlyElementsOf(ids(0, 12));
        assertThat(collector.collect()).isEmpty();
        add(12, 14);
        assertThat(collector.collect()).containsExactlyElementsOf(ids(12, 14));
        assertThat(collector.position("logs"))
                .contains("\"mode\":\"cursor\"", "\"field\":\"event.number\"", "\"last\":\"1013\"");
    }

    @Test
    void thatLateWritersAreMissedIsSaidOnce() throws IOException {
        add(0, 2);
        collector.collect();
        collector.collect();

        assertThat(collector.warnings())
                .singleElement()
                .asString()
                .contains("logs", "event.number", "a document that is written after one with a higher value");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 6, 10, 11})
    void wherePagesEndAndProcessesAreKilledNothingIsLeftOutOrDoubled(int documents) throws IOException {
        add(0, documents);

        assertThat(collector.collectKilledAfterEachPage()).containsExactlyElementsOf(ids(0, documents));
    }

    @Test
    @DisplayName("big-integer-cursor: numbers that a double does not tell apart are not rounded")
    void bigIntegerCursor() throws IOException {
        for (int i = 0; i < 12; i++) {
            cluster.add("d" + i, "900719925474" + (1000 + i));
        }
        cluster.add("d12", "18446744073709551614");
        cluster.add("d13", "18446744073709551615");

        assertThat(collector.collect()).containsExactlyElementsOf(ids(0, 14));
        assertThat(collector.position("logs")).contains("\"last\":\"18446744073709551615\"");
        assertThat(collector.collect()).isEmpty();
    }

    @Test
    void textsAreValuesToo() throws IOException {
        cluster.index().type("keyword");
        cluster.add("a", "\"x\\\"1\"");
        cluster.add("b", "\"x\\\"2\"");
        cluster.add("c", "\"xß\"");
        assertThat(collector.collectKilledAfterEachPage()).containsExactly("a", "b", "c");
        cluster.add("d", "\"y\"");
        assertThat(collector.collect()).containsExactly("d");
    }

    @ParameterizedTest
    @CsvSource({"3, 4", "4, 5", "5, 6"})
    @DisplayName("full-page-of-ties: of two documents of one value none is left out without a word")
    void ties(int one, int other) throws IOException {
        add(0, 8);
        cluster.add("d" + other, Integer.toString(1000 + one));

        assertThatThrownBy(() -> {
                    collector.collect();
                    collector.collect();
                })
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(
                        "d" + one, "d" + other, "both have event.number " + (1000 + one), "'cursor_field'");
        assertThat(collector.position("logs")).doesNotContain("\"last\":\"1007\"");
    }

    @Test
    @DisplayName("full-page-of-ties: nor where documents are so large that they come one by one")
    void tiesOfLargeDocuments() throws IOException {
        collector.pages(1);
        add(0, 4);
        assertThat(collector.collect()).containsExactlyElementsOf(ids(0, 4));
        add(4, 8);
        cluster.add("tie", "1006");

        assertThatThrownBy(collector::collect).hasMessageContainingAll("d6", "tie", "both have event.number 1006");
        assertThat(collector.position("logs")).contains("\"last\":\"1005\"");
    }

    @Test
    @DisplayName("cursor-never-advances: an answer that does not move the cursor is an error")
    void cursorNeverAdvances() throws IOException {
        add(0, 20);
        collector.collect(1);
        cluster.trouble(Trouble.REPEATS);

        assertThatThrownBy(collector::collect)
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("logs", "1000 after 1004", "no order to read on from");
    }

    @Test
    void documentsOutOfOrderAreAnError() {
        add(0, 4);
        cluster.trouble(Trouble.UNSORTED);

        assertThatThrownBy(collector::collect).hasMessageContaining("no order to read on from");
    }

    @ParameterizedTest
    @EnumSource(
            value = Trouble.class,
            names = {"SHARD_FAILS", "NO_SHARD_ANSWERS", "TIMES_OUT"})
    void anAnswerInPartIsNone(Trouble trouble) throws IOException {
        add(0, 12);
        cluster.trouble(trouble);
        assertThatThrownBy(collector::collect).isInstanceOf(IOException.class).hasMessageContaining("in part");
        assertThat(collector.position("logs")).doesNotContain("\"last\"");
        assertThat(collector.collect()).containsExactlyElementsOf(ids(0, 12));
    }

    @Test
    @DisplayName(
            "what was written before a document that is visible is read before it, though its shard did not show it")
    void shardsThatAreVisibleAtDifferentTimes() throws IOException {
        add(0, 3);
        cluster.index().after("/_refresh", () -> {
            cluster.hide("d3", "1003");
            cluster.add("d4", "1004");
        });

        assertThat(collector.collect()).containsExactlyElementsOf(ids(0, 5));
    }

    @Test
    void withoutTheRightToRefreshItIsSaid() throws IOException {
        add(0, 3);
        cluster.index().forbid("/_refresh");

        assertThat(collector.collect()).containsExactlyElementsOf(ids(0, 3));
        assertThat(collector.warnings())
                .last()
                .asString()
                .contains("maintenance", "visible after one with a higher event.number is missed");
    }

    @Test
    void whereNothingIsNewNoPageIsAskedFor() throws IOException {
        add(0, 3);
        collector.collect();
        int before = cluster.calls().size();
        collector.collect();

        assertThat(cluster.calls().subList(before, cluster.calls().size()))
                .filteredOn(call -> call.contains("_refresh") || call.contains("_search"))
                .as("which index it is, what its highest value is, and whether it still is that index")
                .containsExactly(
                        "POST /logs/_search", "POST /logs/_refresh", "POST /logs/_search", "POST /logs/_search");
    }

    @Test
    void aHighestDocumentThatIsDeletedMeanwhileIsNoHindrance() throws IOException {
        add(0, 3);
        cluster.trouble(Trouble.LAST_IS_DELETED);
        assertThat(collector.collect()).containsExactlyElementsOf(ids(0, 2));
        add(3, 4);
        assertThat(collector.collect()).containsExactly("d3");
    }

    @Test
    void documentsWithoutTheFieldAreCountedAndTold() throws IOException {
        add(0, 3);
        cluster.add("without", "");

        assertThat(collector.collect()).containsExactlyElementsOf(ids(0, 3));
        assertThat(collector.warnings()).last().asString().contains("1 documents of logs have no event.number");
    }

    @Test
    void anIndexWithoutTheFieldIsNoEmptyOne() throws IOException {
        cluster.index().type("");
        assertThat(collector.collect()).isEmpty();
        cluster.add("without", "");

        assertThatThrownBy(collector::collect)
                .hasMessageContainingAll("no document of logs has the field event.number", "'cursor_field'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "object", "boolean", "ip", "scaled_float"})
    void aFieldThatHasNoOrderToReadOnByIsRefused(String type) {
        add(0, 3);
        cluster.index().type(type);

        assertThatThrownBy(collector::collect).hasMessageContainingAll("event.number", "logs", type, "'cursor_field'");
    }

    @Test
    void anIndexThatWasMadeAgainIsReadFromItsBeginning() throws IOException {
        add(0, 6);
        collector.collect();
        cluster.recreate("uuid-2");
        add(0, 2);

        assertThat(collector.collect()).containsExactlyElementsOf(ids(0, 2));
        assertThat(collector.warnings()).last().asString().contains("logs", "uuid-1", "uuid-2", "another one");
    }

    @Test
    void aPositionOfAnotherModeOrFieldIsNotUsed() throws IOException {
        add(0, 3);
        collector.collect();

        collector.how(BY_NUMBER.after("other"));
        assertThatThrownBy(collector::collect)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("event.number", "cursor_field is other");
        collector.how(ModeSettings.STANDARD.in(Mode.TIMESTAMP).by("event.ingested"));
        assertThatThrownBy(collector::collect).hasMessageContainingAll("of mode cursor", "write mode = \"cursor\"");
    }

    @Test
    void howFarItIsReadIsTold() throws IOException {
        add(0, 3);
        collector.collect();

        try (IndexStreams streams = collector.open()) {
            assertThat(streams.backlog(Map.of("logs", Objects.requireNonNull(collector.position("logs")))))
                    .singleElement()
                    .satisfies(told -> assertThat(told.remark()).isEqualTo("read by event.number up to 1002"));
        }
    }

    /** With values from 1000 on. */
    private void add(int from, int to) {
        for (int i = from; i < to; i++) {
            cluster.add("d" + i, Integer.toString(1000 + i));
        }
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "d" + i).toList();
    }
}
