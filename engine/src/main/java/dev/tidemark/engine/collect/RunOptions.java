package dev.tidemark.engine.collect;

import dev.tidemark.api.Range;
import java.time.Duration;

/**
 * What a run is asked to do.
 *
 * @param range       of artifact times; sides left open mean everything the source has, up to now
 * @param mode        whether what is collected already is collected again
 * @param workers     how many chunks are converted at once
 * @param commitEvery the longest that a converted chunk may wait for its claim
 * @param chunkBytes  how much of the source, as stored, makes a chunk
 */
public record RunOptions(Range range, Mode mode, int workers, Duration commitEvery, long chunkBytes) {
    /** Whether what is collected already is collected again. */
    public enum Mode {
        NEW,
        /** What lies between what is collected, up to where nothing more should come; nothing newer. */
        GAPS,
        /** The range is collected again and its rows replace the old ones, in one commit. */
        OVERWRITE
    }

    public static final Duration COMMIT_EVERY = Duration.ofSeconds(5);
    public static final long CHUNK_BYTES = 8L << 20;

    public RunOptions {
        if (workers < 1) {
            throw new IllegalArgumentException("workers must be at least 1, not " + workers);
        }
        if (chunkBytes < 1) {
            throw new IllegalArgumentException("a chunk must hold at least 1 byte, not " + chunkBytes);
        }
    }

    /** Everything new, with as many workers as there are cores. */
    public static RunOptions everythingNew() {
        return new RunOptions(
                Range.ALL, Mode.NEW, Runtime.getRuntime().availableProcessors(), COMMIT_EVERY, CHUNK_BYTES);
    }
}
