package dev.tidemark.engine.file;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * How far another collector has read a file, by its own account.
 *
 * @param path    where it saw the file last
 * @param inode   which file it was, if it goes by that
 * @param begins  how the file begins, if it goes by that; without either it goes by the path
 * @param extent  what it has read
 * @param told    when it said so: a file that was made later is another one
 */
public record Position(
        String path, Optional<Inode> inode, Optional<Beginning> begins, Extent extent, Optional<Instant> told) {
    /**
     * A file's number.
     *
     * @param devices what its device may be called, of which one has to fit; empty if the collector does not say
     */
    public record Inode(long number, Set<Long> devices) {
        public Inode {
            devices = Set.copyOf(devices);
        }
    }

    /**
     * The first bytes of a file's content, as a hash.
     *
     * @param sha256  of these bytes, or of their hexadecimal digits, in lower case hexadecimal digits
     * @param lengths how many bytes they may be
     */
    public record Beginning(String sha256, Set<Integer> lengths) {
        public Beginning {
            lengths = Set.copyOf(lengths);
        }
    }

    /** What was read of a file. */
    public sealed interface Extent {
        /** Whether nothing is in this that is not in another one of the same file. */
        default boolean isWithin(Extent other) {
            return switch (this) {
                case Everything everything -> other instanceof Everything;
                case Bytes bytes -> !(other instanceof Bytes more) || bytes.offset() <= more.offset();
            };
        }
    }

    /** Its content before an offset; of compressed files as {@code archives} says. */
    public record Bytes(long offset, Stop stop, Archives archives) implements Extent {}

    /** All of it, as it was at a time. */
    public record Everything(Instant at) implements Extent {}

    /** Where a collector may stop. */
    public enum Stop {
        /** After a line feed. */
        LINE_END,
        /** There, or at the end of a file: it delivers a last line without a line feed. */
        LINE_OR_FILE_END,
        /** Within a line, of which it has delivered nothing. */
        ANYWHERE
    }

    /** What an offset in a compressed file counts. */
    public enum Archives {
        /** Bytes of the uncompressed content. */
        CONTENT,
        /** Bytes of the file as it is stored; it was read if they are all of them. */
        STORED
    }
}
