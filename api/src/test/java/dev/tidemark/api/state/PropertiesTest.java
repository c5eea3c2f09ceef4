package dev.tidemark.api.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.Period;
import dev.tidemark.api.Range;
import dev.tidemark.api.state.Increment.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random histories against a model that simply remembers every id; a failure names its seed. */
class PropertiesTest {
    private static final int HISTORIES = 3000;
    private static final Duration SPAN = Duration.ofDays(6);
    private static final List<Order> ORDERS = List.of(Order.values());
    private static final List<Duration> DELAYS =
            List.of(Duration.ZERO, Duration.ofMinutes(40), Duration.ofHours(5), Duration.ofHours(30));

    @Test
    void everyItemIsWantedExactlyUntilItsRowsAreStored() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            Random random = new Random(seed);
            History history = history(random);
            Instant now = History.begin();
            for (int run = 0; run < 12; run++) {
                now = now.plusSeconds(random.nextLong(SPAN.toSeconds() / 6));
                if (random.nextInt(6) == 0) {
                    history.overwrite(bounds(random, now));
                }
                Order order = ORDERS.get(random.nextInt(ORDERS.size()));
                Range bounds = random.nextInt(3) == 0 ? bounds(random, now) : open(history, Instant.MIN);
                history.run(now, order, bounds, random.nextInt(30), random.nextInt(3) == 0);
                assertThat(history.mistakes(now))
                        .as("seed %d, run %d: %s", seed, run, history.state())
                        .isEmpty();
                assertRegionsAreInOrder(history.state(), seed);
            }
            Instant end = now.plus(SPAN).plus(SPAN);
            history.run(end, Order.OLDEST_FIRST, Range.ALL);
            assertThat(history.mistakes(end)).as("seed %d, end", seed).isEmpty();
            assertThat(history.state().missing(new Range(Instant.MIN, end.minus(SPAN))))
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    @Test
    void twoRunsSideBySideEqualOneOverBoth() {
        for (long seed = 0; seed < HISTORIES / 10; seed++) {
            Instant now = History.begin().plus(SPAN);
            Instant middle = time(new Random(seed), now);
            Range early = new Range(Instant.MIN, middle);
            Range late = new Range(middle, Instant.MAX);

            CollectionState whole = after(seed, now, Range.ALL);

            assertThat(after(seed, now, early, late)).as("seed %d", seed).isEqualTo(whole);
            assertThat(after(seed, now, late, early)).as("seed %d", seed).isEqualTo(whole);
        }
    }

    @Test
    void theOrderOfTheSourceDoesNotMatterInTheEnd() {
        for (long seed = 0; seed < HISTORIES / 10; seed++) {
            Instant now = History.begin().plus(SPAN);
            for (Order order : ORDERS) {
                History history = history(new Random(seed));
                history.run(now, order, Range.ALL);
                assertThat(history.state()).as("seed %d, %s", seed, order).isEqualTo(after(seed, now, Range.ALL));
            }
        }
    }

    @Test
    void anOverwriteThatIsCompleteRestoresTheRegions() {
        for (long seed = 0; seed < HISTORIES / 10; seed++) {
            Random random = new Random(seed);
            Instant now = History.begin().plus(SPAN);
            Range range = random.nextBoolean() ? bounds(random, now) : new Range(time(random, now), Instant.MAX);
            History history = history(new Random(seed));
            history.run(now, Order.OLDEST_FIRST, Range.ALL);
            CollectionState before = history.state();

            history.overwrite(range);
            history.run(now, Order.OLDEST_FIRST, range);

            assertThat(history.state()).as("seed %d, %s", seed, range).isEqualTo(before);
            assertThat(history.mistakes(now)).as("seed %d, %s", seed, range).isEmpty();
        }
    }

    @Test
    void mergingDoesNotDependOnTheOrderOfTheRegions() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            Random random = new Random(seed);
            List<Region> regions = new ArrayList<>();
            for (int i = random.nextInt(7); i >= 0; i--) {
                regions.add(region(random, i));
            }
            CollectionState state = state(regions);
            Collections.shuffle(regions, random);

            assertThat(state(regions)).as("seed %d", seed).isEqualTo(state);
            assertThat(state(state.regions())).as("seed %d", seed).isEqualTo(state);
            assertRegionsAreInOrder(state, seed);
        }
    }

    @Test
    void nothingInACoveredRangeIsWanted() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            Random random = new Random(seed);
            CollectionState state = state(List.of(region(random, 1), region(random, 2), region(random, 3)));
            Range range = Granularity.HOUR.floor(bounds(random, History.begin().plus(SPAN)));
            boolean covered = true;
            for (Instant time = range.from(); time.isBefore(range.to()); time = time.plus(Duration.ofHours(1))) {
                Period period = new Period(time, Granularity.HOUR);
                covered &= !state.wants(Notation.item("unheard of", period, 1));
            }
            assertThat(state.missing(range).isEmpty())
                    .as("seed %d, %s", seed, range)
                    .isEqualTo(covered);
            if (state.covers(range)) {
                assertThat(covered).as("seed %d, %s", seed, range).isTrue();
            }
        }
    }

    private static CollectionState after(long seed, Instant now, Range... runs) {
        History history = history(new Random(seed));
        for (Range range : runs) {
            history.run(now, Order.OLDEST_FIRST, range);
        }
        return history.state();
    }

    private static History history(Random random) {
        Granularity granularity = random.nextBoolean() ? Granularity.HOUR : Granularity.DAY;
        Duration delay = DELAYS.get(random.nextInt(DELAYS.size()));
        return new History(random, granularity, delay, SPAN.multipliedBy(2), 5 + random.nextInt(60));
    }

    private static Range open(History history, Instant otherwise) {
        return new Range(history.state().resume().orElse(otherwise), Instant.MAX);
    }

    private static Range bounds(Random random, Instant now) {
        Instant one = time(random, now);
        Instant other = time(random, now);
        return one.isBefore(other) ? new Range(one, other) : new Range(other, one);
    }

    private static Instant time(Random random, Instant now) {
        long seconds = Duration.between(History.begin(), now).toSeconds();
        return History.begin().plusSeconds(random.nextLong(seconds + 3600 * 30));
    }

    private static Region region(Random random, int number) {
        Range hours = Granularity.HOUR.floor(bounds(random, History.begin().plus(Duration.ofHours(12))));
        Instant end = random.nextInt(4) == 0 ? hours.from() : hours.to();
        Marks starts = random.nextInt(3) == 0 ? marks("s" + number, hours.from()) : Marks.NONE;
        Marks ends = random.nextInt(3) == 0 ? Marks.NONE : marks("e" + number, end.plusSeconds(random.nextLong(9999)));
        return new Region(hours.from(), end, Granularity.HOUR, starts, ends);
    }

    private static Marks marks(String id, Instant time) {
        return Marks.of(Map.of(id, new Mark(Granularity.HOUR.floor(time), 1, 0, "")));
    }

    private static CollectionState state(List<Region> regions) {
        return new CollectionState(regions, Marks.NONE, List.of(), Optional.empty());
    }

    private static void assertRegionsAreInOrder(CollectionState state, long seed) {
        Instant last = Instant.MIN;
        for (Region region : state.regions()) {
            assertThat(region.start()).as("seed %d: %s", seed, state).isAfterOrEqualTo(last);
            assertThat(region.endObjects().before(region.end()).isEmpty())
                    .as("seed %d: %s", seed, state)
                    .isTrue();
            last = region.end();
        }
    }
}
