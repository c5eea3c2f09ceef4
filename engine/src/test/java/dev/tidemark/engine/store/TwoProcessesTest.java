package dev.tidemark.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwoProcessesTest {
    private static final int TIMES = 60;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("two-runs-at-once: two processes save, none of their changes is lost")
    void twoProcessesNeverBothWin() throws Exception {
        Process other = start(TIMES);
        Increments.add(state(), TIMES);

        assertThat(other.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(folder.resolve("out")).content().isEmpty();
        assertThat(other.exitValue()).isZero();
        assertThat(number()).isEqualTo(2 * TIMES);
    }

    @Test
    void aKilledProcessLeavesAWholeValueAndNoLock() throws Exception {
        Random random = new Random(5);
        int before = 0;
        for (int kill = 0; kill < 3; kill++) {
            Process other = start(1_000_000);
            int enough = before + 1 + random.nextInt(40);
            while (number() < enough && other.isAlive()) {
                Thread.onSpinWait();
            }
            other.destroyForcibly().waitFor();
            assertThat(folder.resolve("out")).content().isEmpty();
            before = number();
            assertThat(before).isGreaterThanOrEqualTo(enough);
            Increments.add(state(), 1);
            assertThat(number()).isEqualTo(++before);
        }
    }

    private int number() throws IOException {
        return Increments.number(new FileStateStore(state()).load(Increments.KEY));
    }

    private Path state() {
        return folder.resolve("state");
    }

    private Process start(int times) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        Increments.class.getName(),
                        state().toString(),
                        Integer.toString(times))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
    }
}
