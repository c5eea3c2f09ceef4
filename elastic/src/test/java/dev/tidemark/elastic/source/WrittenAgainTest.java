package dev.tidemark.elastic.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A document that is written again, with a later time or a higher value, is one row, whenever that is. */
class WrittenAgainTest {
    private final PublishedRows rows = new PublishedRows();
    private TimedCluster timed;
    private CursorCluster rising;
    private Collector byTime;
    private Collector byNumber;

    @BeforeEach
    void start() throws IOException {
        timed = new TimedCluster();
        rising = new CursorCluster();
        byTime = new Collector(
                        timed.uri(), ModeSettings.STANDARD.in(Mode.TIMESTAMP).by("event.ingested"))
                .rows(rows);
        byNumber = new Collector(rising.uri(), ModeSettings.STANDARD.after("event.number")).rows(rows);
    }

    @AfterEach
    void stop() {
        timed.close();
        rising.close();
    }

    @Test
    @DisplayName("by time a document that is written again long after it was read is no other row")
    void byTime() throws IOException {
        addTimed("a", "b", "c");
        assertThat(publish(byTime.collect())).containsExactly("a", "b", "c");
        assertThat(rows.asked).as("a first run has nothing to look up").isEmpty();
        timed.pass(5000);
        addTimed("b", "d");

        assertThat(publish(byTime.collect())).containsExactly("d");
        assertThat(rows.asked).as("what was written once is not looked up").containsExactly("uuid-1/b");
        assertThat(byTime.collect()).isEmpty();
        timed.pass(5000);
        addTimed("b");
        assertThat(byTime.collect()).isEmpty();
        rows.asked.clear();
        assertThat(byTime.collect()).isEmpty();
        assertThat(rows.asked).as("it is read past what is a row").isEmpty();
    }

    @Test
    @DisplayName("of two documents of one id, each routed to another shard, the one that is no row is read")
    void routed() throws IOException {
        timed.add("a", "one", timed.now());
        timed.pass(300);
        assertThat(byTime.collect()).containsExactly("a");
        rows.rows.add("uuid-1:3:one/a");
        timed.add("a", "other", timed.now());
        timed.add("a", "other", timed.now());
        timed.add("a", "one", timed.now());
        timed.pass(5000);

        assertThat(byTime.collect()).containsExactly("a");
        assertThat(rows.asked).containsExactlyInAnyOrder("uuid-1:3:one/a", "uuid-1:5:other/a");
    }

    @Test
    @DisplayName("where each version is a row, one that is written again is another row, and nothing is looked up")
    void versions() throws IOException {
        byTime.identity(RowIdentity.VERSION);
        byNumber.identity(RowIdentity.VERSION);
        addTimed("a");
        rising.add("a", "1");
        assertThat(byTime.collect()).containsExactly("a");
        assertThat(byNumber.collect()).containsExactly("a");
        timed.pass(5000);
        addTimed("a");
        rising.add("a", "2");

        assertThat(byTime.collect()).containsExactly("a");
        assertThat(byNumber.collect()).containsExactly("a");
        assertThat(rows.asked).isEmpty();
    }

    @Test
    @DisplayName("what is written again while its window is read, and comes in another snapshot, is read once")
    void inAnotherSnapshot() throws IOException {
        for (int i = 0; i < 18; i++) {
            timed.add("d" + i, timed.now().plusSeconds(10L * i));
        }
        timed.pass(300);
        byTime.afterPage(() -> {
            timed.add("d0", timed.now().minusSeconds(70));
            timed.trouble(TimedCluster.Trouble.LOST);
        });

        assertThat(byTime.collect()).hasSize(18).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("by a field that rises a document that is written again with a higher value is no other row")
    void byNumber() throws IOException {
        rising.add("a", "1");
        rising.add("b", "2");
        assertThat(publish(byNumber.collect())).containsExactly("a", "b");
        rising.add("a", "3");

        assertThat(byNumber.collect()).isEmpty();
        assertThat(byNumber.position("logs")).as("it is read past it").contains("\"last\":\"3\"");
        rising.add("c", "4");
        assertThat(byNumber.collect()).containsExactly("c");
        assertThat(rows.asked).containsExactly("uuid-1/a");
    }

    @Test
    @DisplayName("what is written again while it is read by a field that rises is read once")
    void risingMeanwhile() throws IOException {
        for (int i = 0; i < 18; i++) {
            rising.add("d" + i, Integer.toString(10 * i));
        }
        byNumber.afterPage(() -> rising.add("d0", "155"));

        assertThat(byNumber.collect()).hasSize(18).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("if the rows cannot be looked up nothing is read past the document")
    void notNow() throws IOException {
        addTimed("a");
        byTime.collect();
        String until = byTime.position("logs").replaceFirst(".*(\"until\":\"[^\"]*\").*", "$1");
        timed.pass(5000);
        addTimed("a");
        byTime.rows(ids -> {
            throw new IOException("the lake is away");
        });

        assertThatThrownBy(byTime::collect).hasMessage("the lake is away");
        assertThat(byTime.position("logs")).contains(until);
    }

    private void addTimed(String... ids) {
        for (String id : ids) {
            timed.add(id, timed.now());
        }
        timed.pass(300);
    }

    private List<String> publish(List<String> ids) {
        ids.forEach(id -> rows.rows.add("uuid-1/" + id));
        return ids;
    }
}
