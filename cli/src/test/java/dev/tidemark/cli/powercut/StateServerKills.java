package dev.tidemark.cli.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testkit.server.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state is on a server; the program is killed at random moments, or the server is. Each row is there once. */
abstract class StateServerKills {
    private static final int FILES = 150;
    private static final int ROWS = 300;
    private static final int ROUNDS = 4;
    private static final int KILLS = 5;
    private static final int SERVER_ROUNDS = 2;
    private static final int PATIENCE_MINUTES = 2;
    private static final long SEED = Long.getLong("tidemark.seed", System.nanoTime());

    @TempDir
    private static Path folder;

    private static String reference;
    private static Duration whole;

    private final Random random = new Random(SEED);

    /** The server, running, that keeps all it confirmed. */
    abstract TestServer server();

    /** {@code storage_type} and {@code storage_config}, at a place of the server that was not used before. */
    abstract String state();

    @BeforeAll
    static void collectWithoutDisturbance() throws Exception {
        Workload.write(logs(), FILES, ROWS, 1);
        Program program = program(Workload.workspace(folder.resolve("reference"), logs()));
        long begun = System.nanoTime();
        program.run(Workload.COLLECT);
        whole = Duration.ofNanos(System.nanoTime() - begun);
        reference = program.query(Workload.DIGEST);
        assertThat(reference).startsWith(FILES * ROWS + ",");
    }

    @Test
    @DisplayName("position-never-ahead-of-rows, crash-mid-object: SIGKILL at 20 moments, the state on a server")
    void killedAnywhereEachRowIsThereOnce() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Path workspace = Workload.workspace(folder.resolve("killed-" + round), logs(), state());
            Program program = program(workspace);
            for (int kill = 0; kill < KILLS; kill++) {
                boolean race = kill == KILLS - 1;
                Process one = program.start(Workload.COLLECT);
                Process other = race ? program.start(Workload.COLLECT) : one;
                await(one);
                one.destroyForcibly().waitFor();
                await(other);
                other.destroyForcibly().waitFor();
            }
            requireEachRowOnce(workspace);
        }
    }

    /** For servers that are quick to start: ten kills of the server. */
    void whateverKillsTheServerEachRowIsThereOnce() throws Exception {
        for (int round = 0; round < SERVER_ROUNDS; round++) {
            Path workspace = Workload.workspace(folder.resolve("server-killed-" + round), logs(), state());
            Program program = program(workspace);
            for (int kill = 0; kill < KILLS; kill++) {
                Process one = program.start(Workload.COLLECT);
                await(one);
                server().kill();
                assertThat(one.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES))
                        .as("a collection without its state's server ends")
                        .isTrue();
                server().start();
            }
            requireEachRowOnce(workspace);
        }
    }

    private static void requireEachRowOnce(Path workspace) throws Exception {
        Program program = program(workspace);
        program.run(Workload.COLLECT);
        assertThat(program.query(Workload.DIGEST)).as("seed %d", SEED).isEqualTo(reference);
        assertThat(workspace.resolve("state")).as("state in files").doesNotExist();
    }

    /** Until a moment between its start and one at which an undisturbed one would have collected half. */
    private void await(Process process) throws InterruptedException {
        boolean unused = process.waitFor(random.nextLong(whole.toMillis() * 2 / 3), TimeUnit.MILLISECONDS);
    }

    private static Path logs() {
        return folder.resolve("logs");
    }

    private static Program program(Path workspace) {
        return new Program(workspace, folder.resolve("log"), List.of());
    }
}
