package dev.tidemark.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.powercut.Program;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Runs the real program again and again, and kills it at random moments. */
final class Polling implements Runnable {
    private static final int FIRST_LIFE_MILLIS = 2000;
    private static final int PATIENCE_MINUTES = 5;

    private final Program program;
    private final Random random;
    private int killsLeft;
    /** How long a poll takes, by the last one that ended by itself. */
    private long life = FIRST_LIFE_MILLIS;

    private int runs;
    private int failures;
    private volatile boolean end;

    /** @param kills how often the program is killed; after that it runs to its end */
    Polling(Program program, int kills, long seed) {
        this.program = program;
        killsLeft = kills;
        random = new Random(seed);
    }

    void end() {
        end = true;
    }

    @Override
    public void run() {
        try {
            while (!end || killsLeft > 0) {
                poll();
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void poll() throws IOException, InterruptedException {
        Process process = program.start("collect", "--output", "json");
        runs++;
        if (killsLeft > 0) {
            kill(process);
            return;
        }
        assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES))
                .as("a collection ends")
                .isTrue();
        failures += process.exitValue() == 0 ? 0 : 1;
    }

    /** Somewhere between its start and a little after the moment at which it should have ended. */
    private void kill(Process process) throws InterruptedException {
        long begun = System.nanoTime();
        if (process.waitFor(random.nextLong(life * 6 / 5 + 1), TimeUnit.MILLISECONDS)) {
            life = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        } else {
            killsLeft--;
            process.destroyForcibly().waitFor();
        }
    }

    @Override
    public String toString() {
        return runs + " polls, " + failures + " of them ended with an error";
    }
}
