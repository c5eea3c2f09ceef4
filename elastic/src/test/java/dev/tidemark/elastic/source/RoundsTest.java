package dev.tidemark.elastic.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a run asks of an index is bounded, and what it leaves comes with the next ones. */
class RoundsTest {
    private static final Instant NOW = Instant.parse("2026-03-05T12:00:00Z");

    private ScriptedCluster cluster;
    private Collector collector;

    @BeforeEach
    void start() throws IOException {
        cluster = new ScriptedCluster();
        for (int number = 0; number < 12; number++) {
            cluster.add(number, "d" + number);
        }
        collector = new Collector(cluster.uri(), ModeSettings.STANDARD);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void aRunReadsNoMoreNumbersOfAShardThanItMay() throws IOException {
        collector.how(with(Duration.ZERO, 7));

        assertThat(collector.collect()).containsExactly("d0", "d1", "d2", "d3", "d4", "d5", "d6");
        assertThat(collector.position("logs")).doesNotContain("whole");
        assertThat(collector.collect()).containsExactly("d7", "d8", "d9", "d10", "d11");
        assertThat(collector.position("logs")).contains("whole");
        assertThat(collector.collect()).isEmpty();
    }

    @Test
    void numbersThatNoDocumentHasCountToo() throws IOException {
        cluster.add(1_000, "far");
        collector.how(with(Duration.ZERO, 500));
        List<String> read = new ArrayList<>(collector.collect());
        assertThat(read).hasSize(12);
        read.addAll(collector.collect());
        read.addAll(collector.collect());

        assertThat(read).hasSize(13).endsWith("far");
    }

    @Test
    void anIndexIsNotRefreshedAgainTooSoonAndWhatItGotIsReadLater() throws IOException {
        collector.how(with(Duration.ofHours(1), Long.MAX_VALUE));
        assertThat(collector.collect()).hasSize(12);
        cluster.add(12, "d12");
        int before = cluster.calls().size();

        assertThat(collector.collect()).isEmpty();
        assertThat(cluster.calls().subList(before, cluster.calls().size())).containsExactly("GET /logs/_stats/refresh");
        assertThat(collector.position("logs"))
                .as("so that it is known to lack something if the index is deleted now")
                .contains("\"up_to\":11,\"highest\":12");

        collector.how(ModeSettings.STANDARD);
        assertThat(collector.collect()).containsExactly("d12");
    }

    @Test
    void aClockThatWasPutBackForbidsNoRefresh() {
        Rounds rounds = new Rounds(Duration.ofMinutes(1), 1);

        assertThat(rounds.isTooSoon(NOW, NOW)).isTrue();
        assertThat(rounds.isTooSoon(NOW, NOW.plusSeconds(59))).isTrue();
        assertThat(rounds.isTooSoon(NOW, NOW.plusSeconds(60))).isFalse();
        assertThat(rounds.isTooSoon(NOW, NOW.minusSeconds(1))).isFalse();
    }

    @Test
    void theLargestNumbersAreWithinALimit() {
        assertThat(Rounds.UNLIMITED.upTo(-1, Long.MAX_VALUE - 1)).isEqualTo(Long.MAX_VALUE - 1);
        assertThat(new Rounds(Duration.ZERO, Long.MAX_VALUE).upTo(5, 9)).isEqualTo(9);
    }

    private static ModeSettings with(Duration refreshInterval, long limit) {
        return ModeSettings.STANDARD.in(new Rounds(refreshInterval, limit));
    }
}
