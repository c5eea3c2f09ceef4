package dev.tidemark.cli.progress;

import dev.tidemark.api.Event;
import dev.tidemark.api.Event.Summary;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Adds up the events of one source. Thread-safe. */
final class Tally {
    /** How far it is. */
    enum Phase {
        LISTING,
        READING,
        DONE,
        FAILED
    }

    /**
     * Figures of one moment; sizes in bytes as stored.
     *
     * @param artifacts that are wanted, as far as is known
     */
    record Figures(Phase phase, long artifacts, long read, long bytes, long bytesRead, long rows, Duration elapsed) {
        /** Of the bytes that will be read; unknown while listing, for more may turn up. */
        OptionalInt percent() {
            if (phase == Phase.LISTING) {
                return OptionalInt.empty();
            }
            return OptionalInt.of(bytes == 0 ? 100 : (int) Math.min(100, bytesRead * 100 / bytes));
        }

        long bytesPerSecond() {
            return elapsed.isZero() ? 0 : (long) (bytesRead / (elapsed.toNanos() / 1e9));
        }

        Optional<Duration> left() {
            long rate = bytesPerSecond();
            return phase != Phase.READING || rate == 0 || bytesRead >= bytes
                    ? Optional.empty()
                    : Optional.of(Duration.ofSeconds(Math.max(0, bytes - bytesRead) / rate));
        }
    }

    private final long began;
    private Phase phase = Phase.LISTING;
    private long artifacts;
    private long read;
    private long bytes;
    private long bytesRead;
    private long rows;
    private @Nullable Summary summary;

    /** @param began in nanoseconds of {@link System#nanoTime} */
    Tally(long began) {
        this.began = began;
    }

    synchronized void add(Event event) {
        switch (event) {
            case Event.Discovered found -> {
                artifacts++;
                bytes += found.size();
            }
            case Event.Listed listed -> {
                artifacts = listed.artifacts();
                bytes = listed.bytes();
                phase = Phase.READING;
            }
            case Event.Extracted extracted -> {
                read++;
                bytesRead += extracted.size();
                rows += extracted.rows().stored();
            }
            case Event.Completed completed -> {
                summary = completed.summary();
                phase = phase == Phase.FAILED ? Phase.FAILED : Phase.DONE;
            }
            case Event.Failed failed -> phase = Phase.FAILED;
            case Event.Started started -> {}
            case Event.Ignored ignored -> {}
            case Event.Warned warned -> {}
            case Event.ChunkWritten written -> {}
            case Event.Committed committed -> {}
            case Event.Troubled troubled -> {}
        }
    }

    synchronized Figures figures(long now) {
        Summary last = summary;
        return last == null
                ? new Figures(phase, artifacts, read, bytes, bytesRead, rows, Duration.ofNanos(now - began))
                : new Figures(
                        phase,
                        last.artifacts(),
                        last.artifacts(),
                        last.bytes(),
                        last.bytes(),
                        last.rows().stored(),
                        last.took());
    }
}
