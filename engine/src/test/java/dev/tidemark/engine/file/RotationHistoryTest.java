package dev.tidemark.engine.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random histories of log files: however they are written and rotated, each line is collected once. */
class RotationHistoryTest {
    private static final int STEPS = 60;
    private static final int LOGS = 2;

    @TempDir
    Path temporary;

    private Random random = new Random(0);
    private Folder folder = new Folder(Path.of(""));
    private Collector collector = new Collector(FileSourceConfig.of("."));
    private final List<String> written = new ArrayList<>();
    private final List<String> history = new ArrayList<>();
    private final String[] unfinished = new String[LOGS];
    private int lines;

    /** Twenty, or as many as the property {@code tidemark.seeds} says. */
    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("tidemark.seeds", 20));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void eachLineIsCollectedOnce(long seed) throws IOException {
        random = new Random(seed);
        folder = new Folder(temporary.toRealPath());
        collector = new Collector(FileSourceConfig.of(temporary.toString()));
        Arrays.fill(unfinished, "");
        for (int step = 0; step < STEPS; step++) {
            step(random.nextInt(LOGS));
        }
        quietRun();
        quietRun();
        assertThat(less(written, collector.rows))
                .as("lost: seed %d: %s", seed, String.join(", ", history))
                .isEmpty();
        assertThat(less(collector.rows, written))
                .as("doubled: seed %d: %s", seed, String.join(", ", history))
                .isEmpty();
        assertThat(collector.run()).isEmpty();
        assertThat(collector.read).as("seed %d", seed).isEmpty();
    }

    private void step(int log) throws IOException {
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> append(log);
            case 3 -> half(log);
            case 4, 5 -> rotate(log);
            case 6 -> compress(log);
            case 7 -> copyAndTruncate(log);
            case 8 -> deleteOldest(log);
            default -> touch(log);
        }
        if (random.nextInt(3) == 0) {
            busyRun();
        } else if (random.nextInt(4) == 0) {
            quietRun();
        }
    }

    private void append(int log) {
        history.add("append " + log);
        finish(log);
        if (!folder.has(name(log, 0))) {
            // Every file of a program begins alike, some with more than is fingerprinted.
            write(log, "#header" + "-".repeat(log * 5000));
        }
        int count = 1 + random.nextInt(30);
        for (int i = 0; i < count; i++) {
            write(log, "line " + lines++ + " " + "x".repeat(random.nextInt(400)));
        }
    }

    private void half(int log) {
        history.add("half " + log);
        finish(log);
        unfinished[log] = "half " + lines++ + " " + "y".repeat(random.nextInt(9000));
        folder.append(name(log, 0), unfinished[log]);
    }

    private void finish(int log) {
        if (!unfinished[log].isEmpty()) {
            folder.append(name(log, 0), "z\n");
            written.add(unfinished[log] + "z");
            unfinished[log] = "";
        }
    }

    private void write(int log, String line) {
        folder.append(name(log, 0), line + "\n");
        written.add(line);
    }

    private void rotate(int log) {
        finish(log);
        if (folder.has(name(log, 0))) {
            history.add("rotate " + log);
            shift(log);
            folder.rename(name(log, 0), name(log, 1));
        }
    }

    private void shift(int log) {
        for (int generation = newest(log); generation > 0; generation--) {
            for (String suffix : List.of("", ".gz")) {
                if (folder.has(name(log, generation) + suffix)) {
                    folder.rename(name(log, generation) + suffix, name(log, generation + 1) + suffix);
                }
            }
        }
    }

    private void compress(int log) throws IOException {
        for (int generation = newest(log); generation > 0; generation--) {
            String name = name(log, generation);
            if (folder.has(name)) {
                history.add("compress " + name);
                folder.gzip(name, name + ".gz");
                interrupted(name + ".gz");
                folder.delete(name);
                return;
            }
        }
    }

    /** A run may come while the compressed file is there in part, or in whole beside the other. */
    private void interrupted(String name) throws IOException {
        if (random.nextBoolean()) {
            byte[] all = Files.readAllBytes(folder.file(name));
            Files.write(folder.file(name), Arrays.copyOf(all, random.nextInt(all.length)));
            busyRun();
            Files.write(folder.file(name), all);
        }
        if (random.nextBoolean()) {
            busyRun();
        }
    }

    private void copyAndTruncate(int log) {
        finish(log);
        if (folder.has(name(log, 0))) {
            history.add("copytruncate " + log);
            shift(log);
            folder.copy(name(log, 0), name(log, 1));
            if (random.nextBoolean()) {
                busyRun();
            }
            folder.truncate(name(log, 0));
            if (random.nextBoolean()) {
                append(log);
            }
        }
    }

    private void deleteOldest(int log) {
        int newest = newest(log);
        if (newest > 0) {
            quietRun();
            history.add("delete " + name(log, newest));
            for (String suffix : List.of("", ".gz")) {
                if (folder.has(name(log, newest) + suffix)) {
                    folder.delete(name(log, newest) + suffix);
                }
            }
        }
    }

    private void touch(int log) throws IOException {
        if (folder.has(name(log, 0))) {
            history.add("touch " + log);
            Files.setLastModifiedTime(folder.file(name(log, 0)), FileTime.fromMillis(random.nextInt()));
        }
    }

    private void busyRun() {
        history.add("run");
        collector.busy().run();
        noTrouble();
    }

    /** A run that takes a last line for finished; so it has to be. */
    private void quietRun() {
        for (int log = 0; log < LOGS; log++) {
            finish(log);
        }
        history.add("quiet run");
        collector.settled().run();
        noTrouble();
    }

    /** A file that is deleted may still be taken for one that was overrun: it had been written to when it was read. */
    private void noTrouble() {
        assertThat(collector.problems)
                .as(String.join(", ", history))
                .allSatisfy(problem -> assertThat(problem.reason()).contains("it was replaced while"));
    }

    /** What is in one list more often than in the other, in short. */
    static List<String> less(List<String> lines, List<String> others) {
        List<String> rest = new ArrayList<>(lines);
        others.forEach(rest::remove);
        return rest.stream()
                .map(line -> line.substring(0, Math.min(20, line.length())))
                .toList();
    }

    private int newest(int log) {
        int generation = 0;
        while (folder.has(name(log, generation + 1)) || folder.has(name(log, generation + 1) + ".gz")) {
            generation++;
        }
        return generation;
    }

    private static String name(int log, int generation) {
        String name = log == 0 ? "access.log" : "error.log";
        return generation == 0 ? name : name + "." + generation;
    }
}
