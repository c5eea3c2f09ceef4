package dev.tidemark.cli.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program is killed at random moments of a collection; in the end each row is there once. */
class KillIT {
    private static final int FILES = 400;
    private static final int ROWS = 500;
    private static final int ROUNDS = 6;
    private static final int KILLS = 10;
    private static final int CUT_ROUNDS = 4;
    private static final int CUTS = 2;
    private static final long SEED = Long.getLong("tidemark.seed", System.nanoTime());

    @TempDir
    private static Path folder;

    private static Path logs;
    private static String reference;
    private static Duration whole;

    @BeforeAll
    static void collectWithoutDisturbance() throws Exception {
        logs = folder.resolve("logs");
        Workload.write(logs, FILES, ROWS, 1);
        Program program = program("reference", List.of());
        long begun = System.nanoTime();
        program.run(Workload.COLLECT);
        whole = Duration.ofNanos(System.nanoTime() - begun);
        reference = program.query(Workload.DIGEST);
        assertThat(reference).startsWith(FILES * ROWS + ",");
    }

    @Test
    @DisplayName("position-never-ahead-of-rows, ack-off-is-not-default, crash-mid-object: SIGKILL at 60 random moments")
    void killedAnywhereEachRowIsThereOnce() throws Exception {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            Program program = program("killed-" + round, List.of());
            for (int kill = 0; kill < KILLS; kill++) {
                boolean race = kill % 3 == 2;
                Process one = program.start(Workload.COLLECT);
                Process other = race ? program.start(Workload.COLLECT) : one;
                kill(one, random);
                kill(other, random);
            }
            program.run(Workload.COLLECT);
            assertThat(program.query(Workload.DIGEST))
                    .as("seed %d, round %d", SEED, round)
                    .isEqualTo(reference);
        }
    }

    @Test
    @DisplayName("unsynced-registry, delete-source-before-durable: what was not fsynced is lost with the kill")
    void afterAPowerCutEachRowIsThereOnce() throws Exception {
        Random random = new Random(SEED);
        for (int round = 0; round < CUT_ROUNDS; round++) {
            Path workspace = Workload.workspace(folder.resolve("cut-" + round), logs);
            Path shelf = Files.createDirectories(folder.resolve("shelf-" + round));
            for (int cut = 0; cut < CUTS; cut++) {
                PowerCut power = new PowerCut(workspace, new Random(random.nextLong()));
                Path journal = folder.resolve("journal-" + round + "-" + cut);
                Program journaling =
                        new Program(workspace, folder.resolve("log"), PowerCut.options(workspace, journal, shelf));
                kill(journaling.start(Workload.COLLECT), random);
                if (Files.exists(journal)) {
                    power.strike(journal);
                }
            }
            Program program = new Program(workspace, folder.resolve("log"), List.of());
            program.run(Workload.COLLECT);
            assertThat(program.query(Workload.DIGEST))
                    .as("seed %d, round %d", SEED, round)
                    .isEqualTo(reference);
        }
    }

    @Test
    void aDiskThatTakesNoNoticeOfSyncsLosesRowsSoThisTestWouldTell() throws Exception {
        Path workspace = Workload.workspace(folder.resolve("deaf"), logs);
        Path shelf = Files.createDirectories(folder.resolve("shelf-deaf"));
        Path journal = folder.resolve("journal-deaf");
        PowerCut power = new PowerCut(workspace, new Random(SEED));
        List<String> options = new ArrayList<>(PowerCut.options(workspace, journal, shelf));
        options.add("-Dpowercut.deaf=true");
        new Program(workspace, folder.resolve("log-deaf"), options).run(Workload.COLLECT);
        power.strike(journal);

        Process after = new Program(workspace, folder.resolve("log-deaf"), List.of()).start(Workload.COLLECT);

        assertThat(after.waitFor()).as("seed %d", SEED).isNotZero();
    }

    /** Kills it somewhere between its start and a little after the moment at which it would have ended. */
    private static void kill(Process process, Random random) throws InterruptedException {
        long most = whole.toMillis() * 6 / 5;
        boolean unused = process.waitFor(random.nextLong(most), TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
    }

    private static Program program(String name, List<String> options) throws IOException {
        return new Program(Workload.workspace(folder.resolve(name), logs), folder.resolve("log"), options);
    }
}
