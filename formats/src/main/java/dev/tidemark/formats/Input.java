package dev.tidemark.formats;

import java.io.InputStream;

/**
 * The bytes of one artifact.
 *
 * @param name  where it lies; its ending and its first bytes tell how it is compressed
 * @param bytes as stored, from the first one; closed by whoever opened it
 * @param next  byte of the uncompressed content to begin at
 * @param tail  what a last line without a line feed is
 */
public record Input(String name, InputStream bytes, long next, Tail tail) {
    /** What a last line without a line feed is. */
    public enum Tail {
        /** A record: nothing will follow. */
        RECORD,
        /** The beginning of a record that is still being written: it is left for the next run. */
        UNFINISHED
    }
}
