package dev.tidemark.engine.state;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Period;
import dev.tidemark.api.Range;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Granularity;
import dev.tidemark.api.state.Increment;
import dev.tidemark.api.state.Increment.Order;
import dev.tidemark.api.state.Mark;
import dev.tidemark.api.state.Marks;
import dev.tidemark.api.state.Progress;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run does with the state of a stream without times: load, ask, add, save. A program of its own, so that it can
 * be given a heap; prints its figures.
 */
final class MillionIds {
    private static final int IDS = 1_000_000;
    private static final Instant TIME = Instant.parse("2025-03-01T00:00:00Z");

    private MillionIds() {}

    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[1]);
        if (args[0].equals("make")) {
            Files.write(file, document(state()).encode());
        } else {
            run(file);
        }
    }

    private static void run(Path file) throws IOException {
        long cpuBefore = cpu();
        long before = System.nanoTime();
        CollectionState state =
                StateDocument.decode("million", Files.readAllBytes(file)).state();
        long decoded = System.nanoTime();
        check(wanted(state, 0, 10_000) == 0, "collected ids are wanted");
        check(wanted(state, IDS, 10_000) == 10_000, "new ids are not wanted");
        long asked = System.nanoTime();
        CollectionState next = state.apply(increment());
        byte[] saved = document(next).encode();
        long encoded = System.nanoTime();
        check(
                next.ids().size() == IDS + 1000,
                "ids after the increment: " + next.ids().size());
        System.out.printf(
                "%,d ids, %,d bytes: read and decoded in %d ms, 20,000 tested in %d ms, 1,000 added and encoded in %d ms,"
                        + " together %d ms (%d ms of CPU); heap %,d bytes at most, %,d after%n",
                IDS,
                saved.length,
                millis(before, decoded),
                millis(decoded, asked),
                millis(asked, encoded),
                millis(before, encoded),
                millis(cpuBefore, cpu()),
                Runtime.getRuntime().maxMemory(),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }

    private static long wanted(CollectionState state, int from, int count) {
        long wanted = 0;
        for (int i = 0; i < count; i++) {
            wanted += state.wants(artifact(from + i * (from == 0 ? IDS / count : 1))) ? 1 : 0;
        }
        return wanted;
    }

    private static Increment increment() {
        Progress progress = new Progress(Order.OLDEST_FIRST, Granularity.UNKNOWN, Range.ALL, TIME);
        Map<Artifact, Mark> completed = new HashMap<>();
        for (int i = 0; i < 1000; i++) {
            Artifact artifact = artifact(IDS + i);
            progress.found(artifact);
            completed.put(artifact, Mark.of(artifact, i));
        }
        return progress.close(completed);
    }

    private static CollectionState state() {
        Marks.Builder ids = Marks.builder();
        for (int i = 0; i < IDS; i++) {
            Artifact artifact = artifact(i);
            ids.add(artifact.id(), Mark.of(artifact, artifact.size() * 7));
        }
        return new CollectionState(List.of(), ids.build(), List.of(), Optional.empty());
    }

    /** Ids of 60 bytes, a thousand to a folder. */
    private static Artifact artifact(int number) {
        String id = "logs/%08d/eu-central-1/application/host-%018d.gz".formatted(number / 1000, number);
        Instant changed = TIME.plusSeconds(number);
        return new Artifact(
                id,
                "stream",
                id,
                new Period(changed, Granularity.UNKNOWN),
                changed,
                100_000 + number % 77_777,
                "%016x".formatted(number * 0x9E3779B97F4A7C15L),
                0,
                Map.of());
    }

    private static StateDocument document(CollectionState state) {
        return new StateDocument("million", TIME, 1, state, Statistics.NONE, Map.of());
    }

    private static void check(boolean held, String message) {
        if (!held) {
            throw new AssertionError(message);
        }
    }

    /** Time this thread has run, which others on the machine do not lengthen. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long millis(long from, long to) {
        return (to - from) / 1_000_000;
    }
}
