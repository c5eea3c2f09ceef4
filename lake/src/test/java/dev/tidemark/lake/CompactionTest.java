package dev.tidemark.lake;

import static dev.tidemark.lake.Logs.claim;
import static dev.tidemark.lake.Logs.lines;
import static dev.tidemark.lake.Logs.publish;
import static dev.tidemark.lake.Logs.stage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.Claim;
import dev.tidemark.testkit.Racers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.iceberg.expressions.Expressions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactionTest {
    @TempDir
    Path folder;

    private Lake lake;
    private LakeSink sink;

    @BeforeEach
    void open() {
        lake = Lake.open(folder, Clock.systemUTC(), new LakeSettings(Duration.ofHours(1), 3, 1 << 28));
        sink = new LakeSink(lake);
    }

    @AfterEach
    void close() {
        sink.close();
        lake.close();
    }

    @Test
    void smallFilesOfASourceAndDayBecomeOneSortedByTime() throws Exception {
        sink.publish(claim("web", 1, stage(sink, "web", 5, "late"), stage(sink, "web", 2, "early")));
        sink.publish(claim("web", 2, stage(sink, "web", 3, "middle"), stage(sink, "web", 30, "next day")));
        publish(sink, "api", 1);

        Compaction.Outcome outcome = new Compaction(lake).compact(Logs.TABLE);

        assertThat(outcome.rows()).isEqualTo(3);
        assertThat(outcome.filesBefore()).isEqualTo(3);
        assertThat(outcome.filesAfter()).isEqualTo(1);
        assertThat(Plan.files(lake.find(Logs.TABLE).orElseThrow(), Expressions.alwaysTrue()))
                .hasSize(3);
        assertThat(lines(lake)).containsExactlyInAnyOrder("early", "middle", "late", "next day", "api 1");
        assertThat(Logs.query(
                        lake, "SELECT line FROM lines WHERE tp_partition = 'web' AND tp_timestamp < '2026-03-02'"))
                .containsExactly("early", "middle", "late");
    }

    @Test
    void whatIsCompactIsLeftAlone() throws Exception {
        publish(sink, "web", 1);
        publish(sink, "web", 2);
        new Compaction(lake).compact(Logs.TABLE);
        List<Path> before = Logs.files(lake, Logs.TABLE, "");

        assertThat(new Compaction(lake).compact(Logs.TABLE).filesBefore()).isZero();
        assertThat(new Compaction(lake).compact("none").filesBefore()).isZero();
        assertThat(Logs.files(lake, Logs.TABLE, "")).isEqualTo(before);
    }

    @Test
    void claimsOutliveCompaction() throws Exception {
        Claim claim = claim("web", 2, stage(sink, "web", 0, "web 2"));
        publish(sink, "web", 1);
        sink.publish(claim);
        new Compaction(lake).compact(Logs.TABLE);
        sink.publish(claim);

        assertThat(sink.published("web")).contains(2L);
        assertThat(lines(lake)).containsExactlyInAnyOrder("web 1", "web 2");
    }

    @Test
    void everyTypeComesThroughUnchanged() throws Exception {
        sink.publish(claim("web", 1, LakeQueryTest.stageAllTypes(sink)));
        sink.publish(claim("web", 2, LakeQueryTest.stageAllTypes(sink)));
        new Compaction(lake).compact("everything");

        try (LakeQuery query = LakeQuery.open(lake)) {
            List<List<Object>> rows = new ArrayList<>();
            Logs.rows(query, "SELECT * FROM everything ORDER BY flag NULLS LAST")
                    .forEach(rows::add);
            assertThat(rows).hasSize(4);
            assertThat(rows.get(0)).isEqualTo(LakeQueryTest.allTypes());
            assertThat(rows.get(1)).isEqualTo(LakeQueryTest.allTypes());
            assertThat(rows.get(2).subList(0, 10)).containsOnlyNulls();
            assertThat(Logs.column(query, "SELECT texts IS NULL AND caller IS NULL FROM everything WHERE flag IS NULL"))
                    .containsExactly("true", "true");
        }
    }

    @Test
    void aQueryGoesOnWhileItsFilesAreCompactedAndManyCommitsFollow() throws Exception {
        for (int number = 1; number <= 3; number++) {
            publish(sink, "web", number);
        }
        try (LakeQuery query = LakeQuery.open(lake);
                QueryResult result = query.run("SELECT line, count(*) OVER () FROM lines ORDER BY line")) {
            new Compaction(lake).compact(Logs.TABLE);
            for (int number = 4; number <= 8; number++) {
                publish(sink, "web", number);
            }
            for (int row = 1; row <= 3; row++) {
                assertThat(result.next()).isTrue();
                assertThat(result.value(0)).isEqualTo("web " + row);
            }
        }
    }

    @Test
    void replacedFilesGoAfterTheRetention() throws Exception {
        publish(sink, "web", 1);
        publish(sink, "web", 2);
        List<Path> old = Logs.files(lake, Logs.TABLE, "data");
        new Compaction(lake).compact(Logs.TABLE);
        assertThat(Logs.files(lake, Logs.TABLE, "data")).hasSize(3).containsAll(old);

        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(2));
        try (Lake aged = Lake.open(folder, later, LakeSettings.DEFAULTS)) {
            assertThat(new Compaction(aged).compact(Logs.TABLE).filesBefore()).isZero();
        }
        assertThat(Logs.files(lake, Logs.TABLE, "data")).doesNotContainAnyElementsOf(old);
        assertThat(lines(lake)).containsExactlyInAnyOrder("web 1", "web 2");
    }

    @Test
    void appendsAndCompactionsAtTheSameTimeLoseNothing() throws Exception {
        List<Callable<Integer>> racers = new ArrayList<>();
        for (String source : List.of("web", "api")) {
            racers.add(() -> {
                try (Lake mine = Lake.open(folder, Clock.systemUTC(), LakeSettings.DEFAULTS);
                        LakeSink mySink = new LakeSink(mine)) {
                    for (int number = 1; number <= 8; number++) {
                        publish(mySink, source, number);
                    }
                    return 8;
                }
            });
        }
        racers.add(() -> {
            try (Lake mine = Lake.open(folder, Clock.systemUTC(), LakeSettings.DEFAULTS)) {
                for (int round = 0; round < 5; round++) {
                    new Compaction(mine).compact(Logs.TABLE);
                }
                return 5;
            }
        });
        Racers.run(racers);
        new Compaction(lake).compact(Logs.TABLE);

        assertThat(lines(lake)).hasSize(16).doesNotHaveDuplicates();
        assertThat(Plan.files(lake.find(Logs.TABLE).orElseThrow(), Expressions.alwaysTrue()))
                .hasSize(2);
    }

    @Test
    void aCompactionThatAnOverwriteOvertookBringsNothingBack() throws Exception {
        publish(sink, "web", 1);
        publish(sink, "web", 2);
        Claim overwrite = Logs.replacing("web", 3, 0, stage(sink, "web", 0, "web 3"));
        LakeTable overtaken =
                FaultyOperations.overtaken(lake.find(Logs.TABLE).orElseThrow(), () -> sink.publish(overwrite));

        assertThat(new Compaction(lake).compact(overtaken).filesBefore()).isZero();
        assertThat(lines(lake)).containsExactly("web 3");
    }

    @Test
    void anOverwriteThatACompactionOvertookReplacesTheCompactedRows() throws Exception {
        publish(sink, "web", 1);
        publish(sink, "web", 2);
        Claim overwrite = Logs.replacing("web", 3, 0, stage(sink, "web", 0, "web 3"));
        LakeTable overtaken = FaultyOperations.overtaken(
                lake.find(Logs.TABLE).orElseThrow(), () -> new Compaction(lake).compact(Logs.TABLE));
        Staging staging = new Staging(lake.folder());
        new Publisher(lake, staging, new Rewriter(staging, lake.settings()))
                .publish(overtaken, overwrite, overwrite.chunks(), ClaimMark.WHOLE);

        assertThat(lines(lake)).containsExactly("web 3");
    }
}
