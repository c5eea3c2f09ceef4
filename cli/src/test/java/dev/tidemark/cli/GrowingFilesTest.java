package dev.tidemark.cli;

import static dev.tidemark.cli.Trial.gzip;
import static dev.tidemark.cli.Trial.request;
import static dev.tidemark.cli.Trial.requests;
import static dev.tidemark.cli.Trial.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Trial.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An access log grows and is rotated between runs of the program: each of its lines is collected once. */
class GrowingFilesTest {
    private static final long SEED = Long.getLong("tidemark.seed", System.nanoTime());
    private static final int OLDEST = 9;
    private static final String LOG = "access.log";

    @TempDir
    Path folder;

    private Trial trial;
    private int next;

    @BeforeEach
    void configure() throws IOException {
        trial = new Trial(folder);
        settle("1h");
    }

    @Test
    void appendedRenamedCompressedAndCopiedLinesComeInOnce() throws IOException {
        log(100);
        assertThat(collected()).isEqualTo(100);
        log(20);
        assertThat(collected()).isEqualTo(20);

        Files.move(path(0), path(1));
        log(30);
        assertThat(collected()).isEqualTo(30);

        trial.write("access.log.2.gz", gzip(requests(0, 120)));
        Files.delete(path(1));
        log(5);
        assertThat(collected()).isEqualTo(5);

        Files.copy(path(0), path(1));
        Files.write(path(0), new byte[0]);
        assertThat(collected()).isZero();
        log(7);
        assertThat(collected()).isEqualTo(7);
        assertEachLineIsThereOnce();
    }

    @Test
    void linesThatWereWrittenBeforeARotationAreNotMissed() throws IOException {
        log(10);
        assertThat(collected()).isEqualTo(10);
        log(10);
        Files.move(path(0), path(1));
        log(10);
        assertThat(collected()).isEqualTo(20);
        log(10);
        Files.move(path(1), path(2));
        compress(2);
        Files.move(path(0), path(1));
        assertThat(collected()).isEqualTo(10);
        assertEachLineIsThereOnce();
    }

    @Test
    @DisplayName("half-written-file: an unfinished last line is left, and is one row when it is whole")
    void theUnfinishedLastLineIsTakenLater() throws IOException {
        log(3);
        String line = request(next++);
        trial.append(LOG, line.substring(0, 30));

        Ended first = trial.collect();
        assertThat(first.status()).isEqualTo(Status.DONE);
        assertThat(first.figure("stored")).isEqualTo(3);
        assertThat(first.figure("unfinished")).isEqualTo(1);
        assertThat(collected()).isZero();
        trial.append(LOG, line.substring(30));
        assertThat(collected()).isZero();
        trial.append(LOG, "\n");
        assertThat(collected()).isEqualTo(1);
        assertEachLineIsThereOnce();
    }

    @Test
    @DisplayName("half-written-file: a last line without an end counts once the file is left alone")
    void aLastLineWithoutAnEndCountsInTheEnd() throws IOException {
        trial.append(LOG, text(requests(0, 2)) + request(2));
        next = 3;
        assertThat(collected()).isEqualTo(2);
        settle("0s");
        assertThat(collected()).isEqualTo(1);
        assertThat(collected()).isZero();
        assertEachLineIsThereOnce();
    }

    @Test
    @DisplayName("same-id-without-config, inode-reuse: any order of growing, rotating and collecting")
    void anyOrderOfThingsCollectsEachLineOnce() throws IOException {
        Random random = new Random(SEED);
        for (int step = 0; step < 60; step++) {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> log(1 + random.nextInt(20));
                case 3 -> rotate(false, random.nextBoolean());
                case 4 -> rotate(true, random.nextBoolean());
                case 5 -> {
                    String line = request(next++);
                    int half = 1 + random.nextInt(line.length() - 1);
                    trial.append(LOG, line.substring(0, half));
                    trial.collect();
                    trial.append(LOG, line.substring(half) + "\n");
                }
                default -> collected();
            }
        }
        settle("0s");
        collected();
        assertThat(collected()).isZero();
        assertEachLineIsThereOnce();
    }

    @Test
    void aFileOfWhichNothingWasReadYetIsNotMissedWhenItIsRotatedAndCompressed() throws IOException {
        String line = request(next++);
        trial.append(LOG, line.substring(0, 9));
        assertThat(collected()).isZero();
        trial.append(LOG, line.substring(9) + "\n");
        rotate(false, true);
        log(3);
        rotate(false, true);
        log(2);
        assertThat(collected()).isEqualTo(6);

        rotate(false, true);
        log(1);
        assertThat(collected()).isEqualTo(1);
        assertEachLineIsThereOnce();
    }

    private long collected() {
        return trial.rows();
    }

    private void assertEachLineIsThereOnce() {
        assertThat(trial.query("select count(*), count(distinct request_uri) from nginx_access_log"))
                .as("seed %d", SEED)
                .containsExactly(next + "," + next);
    }

    private void settle(String span) throws IOException {
        trial.configured("""
                [sources.web]
                table = "nginx_access_log"
                config = { paths = ["LOGS/access.log*"], settle = "%s" }
                """.formatted(span));
    }

    private void log(int lines) throws IOException {
        trial.append(LOG, text(requests(next, next + lines)));
        next += lines;
    }

    private Path path(int generation) {
        return trial.logs().resolve(generation == 0 ? LOG : LOG + "." + generation);
    }

    private Path packed(int generation) {
        return trial.logs().resolve(LOG + "." + generation + ".gz");
    }

    /** As logrotate does it; what would be deleted is kept. */
    private void rotate(boolean copyTruncate, boolean compress) throws IOException {
        if (!Files.exists(path(0)) || Files.exists(path(OLDEST)) || Files.exists(packed(OLDEST))) {
            return;
        }
        for (int i = OLDEST - 1; i >= 1; i--) {
            if (Files.exists(path(i))) {
                Files.move(path(i), path(i + 1));
            } else if (Files.exists(packed(i))) {
                Files.move(packed(i), packed(i + 1));
            }
        }
        if (copyTruncate) {
            Files.copy(path(0), path(1), StandardCopyOption.REPLACE_EXISTING);
            Files.write(path(0), new byte[0]);
        } else {
            Files.move(path(0), path(1));
        }
        if (compress && Files.exists(path(2))) {
            compress(2);
        }
    }

    private void compress(int generation) throws IOException {
        Files.write(packed(generation), gzip(Files.readAllLines(path(generation))));
        Files.delete(path(generation));
    }
}
