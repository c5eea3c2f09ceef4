package dev.tidemark.engine.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Blobs;
import dev.tidemark.api.Period;
import dev.tidemark.api.Sink;
import dev.tidemark.api.StaleStateException;
import dev.tidemark.api.StateStore;
import dev.tidemark.api.state.Granularity;
import dev.tidemark.testkit.Faults;
import dev.tidemark.testkit.FaultyBlobs;
import dev.tidemark.testkit.FaultySink;
import dev.tidemark.testkit.FaultySource;
import dev.tidemark.testkit.FaultyStateStore;
import dev.tidemark.testkit.MemoryBlobs;
import dev.tidemark.testkit.MemorySink;
import dev.tidemark.testkit.MemorySource;
import dev.tidemark.testkit.MemoryStateStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * A small world to collect: daily files with a bad line each in one stream, a file that grows in another, everything
 * in memory. What a process would lose when it dies is made anew by {@link #collect}.
 */
final class Scene {
    static final String NAME = "web";
    static final String DAILY = "daily";
    static final String TAIL = "tail";
    static final String TABLE = "lines";
    static final Instant NOW = Instant.parse("2026-03-09T12:00:00Z");

    /** What a collector works with. */
    record World(StateStore store, Sink sink, Blobs blobs) {
        World with(StateStore other) {
            return new World(other, sink, blobs);
        }

        World with(Sink other) {
            return new World(store, other, blobs);
        }
    }

    /** What is wrong with a collector or with what it works with: nothing, or what a test must find out. */
    record Twist(BiFunction<Scene, World, World> world, MiniCollector.Habit habit) {
        static final Twist NONE = of((scene, world) -> world);

        static Twist of(BiFunction<Scene, World, World> world) {
            return new Twist(world, MiniCollector.Habit.GOOD);
        }

        static Twist of(MiniCollector.Habit habit) {
            return new Twist((scene, world) -> world, habit);
        }
    }

    final MemoryStateStore store = new MemoryStateStore();
    final MemorySink sink = new MemorySink();
    final MemoryBlobs blobs = new MemoryBlobs();
    final MemorySource source = new MemorySource();
    /** The last claims that a sink with a memory of its own has seen. */
    final Map<String, Long> seen = new ConcurrentHashMap<>();

    private final List<String> expected = new ArrayList<>();
    private final Twist twist;

    Scene(Twist twist) {
        this.twist = twist;
        for (int file = 0; file < 6; file++) {
            daily(file / 2, "f" + file, "a" + file + "\nbad\nb" + file + "\nc" + file + "\n");
            expected.addAll(List.of("a" + file, "b" + file, "c" + file));
        }
        tail("t0\nt1\nhalf");
        expected.addAll(List.of("t0", "t1"));
    }

    /** What comes later: the tail goes on, two more days, and a file where time is closed, which nobody wants. */
    void grow() {
        tail("t0\nt1\nhalf-done\nt2\n");
        daily(3, "f6", "more\n");
        daily(4, "f7", "next\n");
        daily(0, "late", "never\n");
        expected.addAll(List.of("half-done", "t2", "more", "next"));
    }

    /** Collects as a new process does, with faults at every call that leaves it. */
    void collect(int batchRows, Faults faults) throws IOException {
        World faulty = new World(
                new FaultyStateStore(store, faults), new FaultySink(sink, faults), new FaultyBlobs(blobs, faults));
        World world = twist.world().apply(this, faulty);
        Ledger ledger = Ledger.open(NAME, world.store(), world.blobs(), world.sink(), clock());
        new MiniCollector(ledger, new FaultySource(source, faults), world, batchRows, twist.habit()).collect();
    }

    void collect(int batchRows) throws IOException {
        collect(batchRows, Faults.none());
    }

    /** Collects until no other collector gets in the way. */
    void collectInTheEnd(int batchRows, Faults faults) throws IOException {
        while (true) {
            try {
                collect(batchRows, faults);
                return;
            } catch (StaleStateException e) {
                // the contract: open the ledger again and go on
            }
        }
    }

    /** The rows that should be visible, sorted. */
    List<String> expected() {
        return expected.stream().sorted().toList();
    }

    /** The rows that are visible, sorted. */
    List<String> visible() {
        return published().stream().sorted().toList();
    }

    /** The rows that are visible, as they became so. */
    List<String> published() {
        return sink.rows(TABLE, List.of("line")).stream()
                .map(row -> String.valueOf(Objects.requireNonNull(row.getFirst())))
                .toList();
    }

    static Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    private void daily(int day, String id, String content) {
        Instant time = Instant.parse("2026-03-05T00:00:00Z").plus(Duration.ofDays(day));
        put(id, DAILY, new Period(time, Granularity.DAY), content, Artifact.Content.WHOLE);
    }

    private void tail(String content) {
        put("tail.log", TAIL, new Period(NOW, Granularity.UNKNOWN), content, Artifact.Content.GROWING);
    }

    private void put(String id, String stream, Period period, String content, Artifact.Content whole) {
        byte[] bytes = content.getBytes(UTF_8);
        source.put(new Artifact(id, stream, "/logs/" + id, period, NOW, bytes.length, "", 0, whole, Map.of()), bytes);
    }
}
