package dev.tidemark.engine.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Blobs;
import dev.tidemark.api.Period;
import dev.tidemark.api.Sink;
import dev.tidemark.api.Source;
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
import java.util.function.Function;

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

    /** Puts something between the collector and one of the things it works with. */
    record Twist(
            Function<Scene, StateStore> store,
            Function<Scene, Sink> sink,
            Function<Scene, Blobs> blobs,
            MiniCollector.Habit habit) {
        static final Twist NONE =
                new Twist(scene -> scene.store, scene -> scene.sink, scene -> scene.blobs, MiniCollector.Habit.GOOD);

        Twist withStore(Function<Scene, StateStore> other) {
            return new Twist(other, sink, blobs, habit);
        }

        Twist withSink(Function<Scene, Sink> other) {
            return new Twist(store, other, blobs, habit);
        }

        Twist withHabit(MiniCollector.Habit other) {
            return new Twist(store, sink, blobs, other);
        }
    }

    final MemoryStateStore store = new MemoryStateStore();
    final MemorySink sink = new MemorySink();
    final MemoryBlobs blobs = new MemoryBlobs();
    final MemorySource source = new MemorySource();
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
        collect(batchRows, faults, twist.habit());
    }

    void collect(int batchRows) throws IOException {
        collect(batchRows, Faults.none());
    }

    private void collect(int batchRows, Faults faults, MiniCollector.Habit habit) throws IOException {
        Sink faultySink = new FaultySink(twist.sink().apply(this), faults);
        Blobs faultyBlobs = new FaultyBlobs(twist.blobs().apply(this), faults);
        Source faultySource = new FaultySource(source, faults);
        Ledger ledger = Ledger.open(
                NAME, new FaultyStateStore(twist.store().apply(this), faults), faultyBlobs, faultySink, clock());
        new MiniCollector(ledger, faultySource, faultySink, faultyBlobs, batchRows, habit).collect();
    }

    /** The rows that should be visible, sorted. */
    List<String> expected() {
        return expected.stream().sorted().toList();
    }

    /** The rows that are visible, sorted. */
    List<String> visible() {
        return sink.rows(TABLE, List.of("line")).stream()
                .map(row -> String.valueOf(Objects.requireNonNull(row.getFirst())))
                .sorted()
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
