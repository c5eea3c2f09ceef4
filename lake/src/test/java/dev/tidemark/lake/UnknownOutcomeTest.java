package dev.tidemark.lake;

import static dev.tidemark.lake.Logs.claim;
import static dev.tidemark.lake.Logs.lines;
import static dev.tidemark.lake.Logs.publish;
import static dev.tidemark.lake.Logs.stage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.Claim;
import dev.tidemark.api.Replaced;
import dev.tidemark.lake.FaultyOperations.Fault;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnknownOutcomeTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Fault.class)
    @DisplayName("commit-lands-after-the-check: rows are there once, whatever became of the first attempt")
    void rowsAreThereOnce(Fault fault) throws Exception {
        try (Lake lake = Lake.open(folder, Clock.systemUTC(), LakeSettings.DEFAULTS);
                LakeSink sink = new LakeSink(lake)) {
            publish(sink, "web", 1);
            publishWith(lake, claim("web", 2, stage(sink, "web", 0, "web 2")), fault);

            assertThat(lines(lake)).containsExactlyInAnyOrder("web 1", "web 2");
            assertThat(sink.published("web")).contains(2L);
        }
    }

    @Test
    @DisplayName("two-commits-one-checkpoint: of two claims the first of which is applied, the second is not skipped")
    void theSecondClaimIsNotSkipped() throws Exception {
        try (Lake lake = Lake.open(folder, Clock.systemUTC(), LakeSettings.DEFAULTS);
                LakeSink sink = new LakeSink(lake)) {
            Claim first = claim("web", 1, stage(sink, "web", 0, "web 1"));
            Claim second = claim("web", 2, stage(sink, "web", 0, "web 2"));
            publishWith(lake, first, Fault.APPLIED);
            sink.publish(first);
            sink.publish(second);

            assertThat(lines(lake)).containsExactlyInAnyOrder("web 1", "web 2");
        }
    }

    @Test
    void anyMixOfFaultsLeavesEveryRowOnce() throws Exception {
        long seed = 11;
        Random random = new Random(seed);
        List<Fault> all = List.of(Fault.values());
        List<String> expected = new ArrayList<>();
        try (Lake lake = Lake.open(folder, Clock.systemUTC(), LakeSettings.DEFAULTS);
                LakeSink sink = new LakeSink(lake)) {
            for (int number = 1; number <= 15; number++) {
                Fault[] faults = random.ints(random.nextInt(4), 0, all.size())
                        .mapToObj(all::get)
                        .toArray(Fault[]::new);
                boolean replaces = random.nextInt(4) == 0;
                if (replaces) {
                    expected.clear();
                }
                expected.add("web " + number);
                Claim claim = new Claim(
                        "web",
                        number,
                        List.of(stage(sink, "web", 0, "web " + number)),
                        replaces ? List.of(Replaced.all(Set.of(Logs.location(0)))) : List.of());
                publishWith(lake, claim, faults);
                assertThat(lines(lake))
                        .as("seed %s, claim %s, %s", seed, number, List.of(faults))
                        .containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    private static void publishWith(Lake lake, Claim claim, Fault... faults) throws Exception {
        Table table = lake.find(Logs.TABLE).orElseThrow().table();
        Table faulty = new BaseTable(new FaultyOperations(((BaseTable) table).operations(), faults), table.name());
        Staging staging = new Staging(lake.folder());
        new Publisher(lake, staging, new Rewriter(staging, lake.settings()))
                .publish(new LakeTable(Logs.TABLE, faulty), claim, claim.chunks(), ClaimMark.WHOLE);
    }
}
