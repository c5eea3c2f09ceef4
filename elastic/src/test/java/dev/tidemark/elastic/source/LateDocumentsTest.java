package dev.tidemark.elastic.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that show up too late to be read by time are told, once, and nothing else is. */
class LateDocumentsTest {
    private static final long HOUR = 3600;

    private TimedCluster cluster;
    private Collector collector;
    private int made;

    @BeforeEach
    void start() throws IOException {
        cluster = new TimedCluster();
        collector = new Collector(
                cluster.uri(), ModeSettings.STANDARD.in(Mode.TIMESTAMP).by("event.ingested"));
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    @DisplayName("late-index-visibility: what shows up even later than the overlap is a gap that says how many, once")
    void late() throws IOException {
        hours(2);
        cluster.add("late1", cluster.now().minusSeconds(HOUR));
        cluster.add("late2", cluster.now().minusSeconds(HOUR + 1));
        hours(30);

        assertThat(collector.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.reason())
                    .contains(
                            "2 documents of logs (uuid-1) with event.ingested from 2026-01-01T00:00:00Z to"
                                    + " 2026-01-01T02:00:00Z showed up too late",
                            "'settle' (60s) and 'overlap' (60s)");
            assertThat(gap.start()).isEqualTo("2026-01-01T00:00:00Z");
            assertThat(gap.end()).isEqualTo("2026-01-01T02:00:00Z");
        });
        hours(60);
        assertThat(collector.gaps()).hasSize(1);
        cluster.add("later", cluster.now().minusSeconds(5 * HOUR));
        hours(30);
        assertThat(collector.gaps()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    @DisplayName("nothing is told where all came in time, whatever is written again, deleted, lost and killed")
    void inTime(int seed) throws IOException {
        Random random = new Random(seed);
        List<String> hidden = new ArrayList<>();
        List<String> read = new ArrayList<>();
        for (int round = 0; round < 150; round++) {
            for (int i = random.nextInt(6); i > 0; i--) {
                String id = "d" + made++;
                if (random.nextInt(4) == 0) {
                    cluster.hide(id, cluster.now());
                    hidden.add(id);
                } else {
                    cluster.add(id, cluster.now());
                }
            }
            if (made > 10 && random.nextInt(3) == 0) {
                cluster.add("d" + random.nextInt(made - 6), cluster.now());
            }
            if (made > 10 && random.nextInt(5) == 0) {
                cluster.delete("d" + random.nextInt(made - 6));
            }
            cluster.pass(random.nextInt(100));
            hidden.forEach(cluster::show);
            hidden.clear();
            cluster.trouble(random.nextInt(4) == 0 ? TimedCluster.Trouble.LOST : TimedCluster.Trouble.NONE);
            if (random.nextInt(2) == 0) {
                read.addAll(collector.collect(random.nextInt(5)));
            }
            cluster.pass(random.nextInt(3) * 1500L);
        }

        assertThat(collector.gaps()).as("seed %d", seed).isEmpty();
        assertThat(read).isNotEmpty();
        assertThat(looks()).as("it was looked for them").isPositive();
    }

    @Test
    @DisplayName("it is looked for late documents once a day, and of two days so much is remembered as there are hours")
    void onceADay() throws IOException {
        hours(24 * 5);

        assertThat(looks()).isBetween(4L, 6L);
        assertThat(collector
                        .position("logs")
                        .replaceAll(".*\"hours\":\\{([^}]*)}.*", "$1")
                        .split(","))
                .hasSizeBetween(47, 49);
    }

    @Test
    @DisplayName("a document of several times is none that is late")
    void severalTimes() throws IOException {
        hours(2);
        cluster.timesOfEach(2);
        cluster.add("late", cluster.now().minusSeconds(HOUR));
        hours(30);

        assertThat(collector.gaps()).isEmpty();
    }

    @Test
    @DisplayName("what was read before counting began, or is met by another query, is nothing that is late")
    void anotherQuery() throws IOException {
        hours(3);
        collector.remember("logs", collector.position("logs").replaceAll(",\"delivered\":\\{[^}]*}}", ""));
        hours(30);
        collector.query("{\"match_all\":{}}");
        for (int i = 0; i < 20; i++) {
            cluster.add("other" + i, cluster.now().minusSeconds(HOUR * i + 1000));
        }
        hours(20);
        assertThat(collector.gaps()).isEmpty();
        cluster.add("late", cluster.now().minusSeconds(5 * HOUR));
        hours(30);
        assertThat(collector.gaps()).hasSize(1);
    }

    @Test
    @DisplayName("if it cannot be looked for late documents this is said, and reading goes on")
    void notTold() throws IOException {
        hours(3);
        cluster.trouble(TimedCluster.Trouble.NO_COUNTS);
        hours(26);

        assertThat(collector.warnings())
                .isNotEmpty()
                .allMatch(told -> told.contains("whether documents of logs showed up too late"));
        assertThat(collector.position("logs"))
                .contains("\"until\":\"" + cluster.now().minusSeconds(60));
    }

    /** A document at each hour, which is read when it has settled. */
    private void hours(int hours) throws IOException {
        for (int i = 0; i < hours; i++) {
            cluster.add("h" + made++, cluster.now());
            cluster.pass(HOUR);
            collector.collect();
        }
    }

    private long looks() {
        return cluster.requests().stream()
                .filter(request -> request.body().contains("\"hours\""))
                .count();
    }
}
