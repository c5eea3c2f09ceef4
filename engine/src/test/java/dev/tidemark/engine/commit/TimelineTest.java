package dev.tidemark.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.Event.RowCounts;
import dev.tidemark.api.Range;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Gap;
import dev.tidemark.api.state.Granularity;
import dev.tidemark.api.state.Increment;
import dev.tidemark.api.state.Mark;
import dev.tidemark.testkit.MemoryBlobs;
import dev.tidemark.testkit.MemorySink;
import dev.tidemark.testkit.MemoryStateStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the history tells of a claim is what was counted then, in every order, with cursors and what was replaced. */
class TimelineTest {
    private static final Instant FIRST = Instant.parse("2026-03-01T00:00:00Z");
    private static final int DAYS = 12;

    private final MemoryStateStore store = new MemoryStateStore();
    private final MemoryBlobs blobs = new MemoryBlobs();
    private final MemorySink sink = new MemorySink();

    @Test
    void whatIsToldIsWhatWasCountedAfterAnyClaims() throws IOException {
        long seed = 20261120;
        Random seeds = new Random(seed);
        for (int round = 0; round < 60; round++) {
            Random random = new Random(seeds.nextLong());
            String source = "source" + round;
            Map<Long, CollectionState> counted = new TreeMap<>();
            Ledger ledger = Ledger.open(source, store, blobs, sink, Scene.clock());
            for (int chunk = 0; chunk < 12; chunk++) {
                long claim = ledger.commit(List.of(chunk(chunk, random)), replacement(random));
                counted.put(claim, ledger.state("s"));
                if (random.nextInt(3) == 0) {
                    ledger.complete("s", range(random), Granularity.DAY);
                }
            }
            SourceState state = new SourceState(source, store, blobs, sink, Scene.clock());
            for (Map.Entry<Long, CollectionState> each : counted.entrySet()) {
                assertThat(state.states(each.getKey()))
                        .as("seed " + seed + ", round " + round + ", claim " + each.getKey())
                        .isEqualTo(Map.of("s", each.getValue()));
            }
            long back = 1L + random.nextInt(12);
            state.rewind(back);
            assertThat(Ledger.open(source, store, blobs, sink, Scene.clock()).state("s"))
                    .isEqualTo(counted.get(back));
        }
    }

    @Test
    void whatWasReplayedInPartStaysSetAsideWhenSomebodyGoesBackBeforeThat() throws IOException {
        Ledger ledger = Ledger.open("web", store, blobs, sink, Scene.clock());
        ledger.commit(List.of(aside(0, List.of("quarantine/a", "quarantine/b"), List.of())), Replacement.NONE);
        ledger.commit(List.of(aside(1, List.of("quarantine/rest"), List.of("quarantine/a"))), Replacement.NONE);
        ledger.commit(List.of(aside(2, List.of("quarantine/later"), List.of())), Replacement.NONE);
        ledger.commit(List.of(aside(3, List.of(), List.of("quarantine/later"))), Replacement.NONE);
        SourceState state = new SourceState("web", store, blobs, sink, Scene.clock());
        state.rewind(1);

        assertThat(Ledger.open("web", store, blobs, sink, Scene.clock()).quarantine())
                .containsExactly("quarantine/b", "quarantine/rest");
    }

    private static Prepared aside(long chunk, List<String> aside, List<String> resolved) {
        return new Prepared(chunk, Optional.empty(), RowCounts.NONE, Map.of(), aside, List.of(), resolved);
    }

    private static Prepared chunk(int number, Random random) {
        Range range = range(random);
        Map<String, Mark> objects = new TreeMap<>();
        boolean newest = random.nextBoolean();
        for (int object = random.nextInt(4); object > 0; object--) {
            Instant time = newest ? range.from() : range.to();
            objects.put("file " + random.nextInt(9), new Mark(time, 10, 10, "t"));
        }
        Increment increment = new Increment(
                newest ? Increment.Order.NEWEST_FIRST : Increment.Order.OLDEST_FIRST,
                Granularity.DAY,
                range.from(),
                range.to(),
                objects,
                random.nextBoolean() ? Optional.of("{\"page\":" + number + "}") : Optional.empty(),
                random.nextInt(3) == 0 ? List.of(new Gap(range.from(), range.to(), "gone")) : List.of());
        return new Prepared(number, Optional.empty(), RowCounts.NONE, Map.of("s", increment), List.of(), List.of());
    }

    private static Replacement replacement(Random random) {
        return random.nextInt(4) > 0 ? Replacement.NONE : new Replacement(Optional.of(range(random)), List.of());
    }

    private static Range range(Random random) {
        int from = random.nextInt(DAYS);
        int to = from + 1 + random.nextInt(DAYS - from);
        return new Range(FIRST.plus(Duration.ofDays(from)), FIRST.plus(Duration.ofDays(to)));
    }
}
