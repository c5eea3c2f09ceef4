package dev.tidemark.engine.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that writes and rotates its log while it is collected. */
class BusyLogTest {
    private static final int GENERATIONS = 60;

    @TempDir
    Path temporary;

    @Test
    @DisplayName("rotate-faster-than-read: what is rotated while it is listed and read is read once")
    void eachLineOfALogInUseIsCollectedOnce() throws Exception {
        Folder folder = new Folder(temporary.toRealPath());
        Collector collector = new Collector(FileSourceConfig.of(temporary.toString()));
        List<String> written = new ArrayList<>();
        CompletableFuture<Void> program = CompletableFuture.runAsync(() -> write(folder, written));
        while (!program.isDone()) {
            collector.run();
        }
        program.get();
        collector.settled().run();
        collector.run();
        assertThat(collector.problems).isEmpty();
        assertThat(RotationHistoryTest.less(written, collector.rows)).as("lost").isEmpty();
        assertThat(RotationHistoryTest.less(collector.rows, written))
                .as("doubled")
                .isEmpty();
    }

    private static void write(Folder folder, List<String> written) {
        Random random = new Random(1);
        for (int generation = 0; generation < GENERATIONS; generation++) {
            for (int i = 0; i < 40; i++) {
                String line = generation + "-" + i + " " + "x".repeat(random.nextInt(200));
                folder.append("app.log", line.substring(0, line.length() / 2));
                folder.append("app.log", line.substring(line.length() / 2) + "\n");
                written.add(line);
            }
            for (int old = generation; old > 0; old--) {
                rotate(folder, old, ".gz");
                rotate(folder, old, "");
            }
            folder.rename("app.log", "app.log.1");
            if (folder.has("app.log.3")) {
                folder.gzip("app.log.3", "app.log.3.gz").delete("app.log.3");
            }
        }
    }

    private static void rotate(Folder folder, int generation, String suffix) {
        if (folder.has("app.log." + generation + suffix)) {
            folder.rename("app.log." + generation + suffix, "app.log." + (generation + 1) + suffix);
        }
    }
}
