package dev.tidemark.engine.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Logs that are written and rotated between any two calls that the source makes to the file system, in some runs all
 * within one tick of its clock: each line is collected once.
 */
class RotationMeanwhileTest {
    private static final int ROTATIONS = 25;

    @TempDir
    Path temporary;

    private final Deque<Runnable> ahead = new ArrayDeque<>();
    private final List<String> written = new ArrayList<>();
    private Folder folder = new Folder(Path.of(""));
    private Random random = new Random(0);
    private boolean over;
    private int rotations;
    private int lines;

    /** Forty, or as many as the property {@code tidemark.seeds} says. */
    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("tidemark.seeds", 40));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void eachLineIsCollectedOnce(long seed) throws IOException {
        random = new Random(seed);
        folder = new Folder(temporary.toRealPath());
        int pause = 1 + random.nextInt(60);
        int burst = 2 + random.nextInt(80);
        Clock clock = random.nextBoolean() ? Clock.systemUTC() : Clock.fixed(Instant.now(), ZoneOffset.UTC);
        FileTime tick = FileTime.from(clock.instant());
        UnaryOperator<FileTime> times = clock.equals(Clock.systemUTC()) ? time -> time : time -> tick;
        WatchedFiles files = new WatchedFiles(times, (call, path) -> {
            if (random.nextInt(pause) == 0) {
                happen(random.nextInt(burst));
            }
        });
        Collector collector = new Collector(FileSourceConfig.of(temporary.toString())).through(files, clock);
        while (rotations < ROTATIONS) {
            happen(random.nextInt(burst));
            collector.run();
        }
        over = true;
        while (!ahead.isEmpty()) {
            ahead.remove().run();
        }
        collector.settled().run();
        collector.run();
        assertThat(collector.problems).as("seed %d", seed).isEmpty();
        assertThat(RotationHistoryTest.less(written, collector.rows))
                .as("lost, seed %d", seed)
                .isEmpty();
        assertThat(RotationHistoryTest.less(collector.rows, written))
                .as("doubled, seed %d", seed)
                .isEmpty();
        assertThat(collector.run()).isEmpty();
        assertThat(collector.read).as("seed %d", seed).isEmpty();
    }

    private void happen(int steps) {
        for (int step = 0; step < steps && !over; step++) {
            if (ahead.isEmpty()) {
                generation();
            }
            ahead.remove().run();
        }
    }

    /** Some lines, and a rotation by renaming or by copying. */
    private void generation() {
        int count = 1 + random.nextInt(12);
        for (int i = 0; i < count; i++) {
            String line = lines++ + " " + "x".repeat(random.nextInt(4) == 0 ? random.nextInt(600) : 10);
            ahead.add(() -> folder.append("app.log", line.substring(0, line.length() / 2)));
            ahead.add(() -> {
                folder.append("app.log", line.substring(line.length() / 2) + "\n");
                written.add(line);
            });
        }
        ahead.add(this::rotate);
    }

    private void rotate() {
        rotations++;
        Deque<Runnable> steps = new ArrayDeque<>();
        for (int old = rotations; old > 0; old--) {
            rename(steps, old, ".gz");
            rename(steps, old, "");
        }
        if (random.nextInt(3) == 0) {
            copyAndTruncate(steps);
        } else {
            steps.add(() -> folder.rename("app.log", "app.log.1"));
        }
        if (random.nextBoolean()) {
            compress(steps, "app.log.2");
        }
        compress(steps, "app.log.3");
        steps.addAll(ahead);
        ahead.clear();
        ahead.addAll(steps);
    }

    private void rename(Deque<Runnable> steps, int generation, String suffix) {
        String from = "app.log." + generation + suffix;
        if (folder.has(from)) {
            steps.add(() -> folder.rename(from, "app.log." + (generation + 1) + suffix));
        }
    }

    private void copyAndTruncate(Deque<Runnable> steps) {
        steps.add(() -> part("app.log", "app.log.1"));
        steps.add(() -> folder.copy("app.log", "app.log.1"));
        steps.add(() -> folder.truncate("app.log"));
    }

    private void compress(Deque<Runnable> steps, String name) {
        steps.add(() -> {
            if (folder.has(name)) {
                ahead.addFirst(() -> folder.delete(name));
                ahead.addFirst(() -> folder.gzip(name, name + ".gz"));
                ahead.addFirst(() -> part(name, name + ".gz"));
            }
        });
    }

    /** What another file begins as while it is being made of one. */
    private void part(String from, String to) {
        folder.act(() -> {
            if (to.endsWith(".gz")) {
                folder.gzip(from, to);
            } else {
                folder.copy(from, to);
            }
            byte[] all = Files.readAllBytes(folder.file(to));
            Files.write(folder.file(to), Arrays.copyOf(all, random.nextInt(all.length + 1)));
        });
    }
}
