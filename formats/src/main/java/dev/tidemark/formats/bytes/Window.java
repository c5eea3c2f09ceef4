package dev.tidemark.formats.bytes;

import dev.tidemark.api.BadArtifactException;
import dev.tidemark.formats.Input;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A part of an artifact's uncompressed content that moves from its beginning to its end. It grows with what has to be
 * seen at once and shrinks again. Used for one artifact after another. One thread.
 *
 * <p>Behind the limit there are {@value #PADDING} zero bytes, so that scanners may look ahead and need not ask at each
 * byte whether they are at the limit.
 */
public final class Window implements AutoCloseable {
    public static final int PADDING = 64;

    private static final int LARGEST = Integer.MAX_VALUE - 64;
    /** Where there is no room for less than this, it is for another reason than the record. */
    private static final int TELLING = 1 << 24;

    private final int usual;
    private byte[] bytes;
    private int limit;
    private long offset;
    private boolean ended;
    private @Nullable Content content;

    public Window() {
        this(1 << 19);
    }

    /** @param usual how many bytes are seen at once unless more are needed */
    public Window(int usual) {
        this.usual = usual;
        bytes = new byte[usual + PADDING];
    }

    /** Begins an artifact, at its first byte. */
    public void open(Input input) throws IOException {
        close();
        limit = 0;
        offset = 0;
        ended = false;
        content = Compression.open(input.name(), input.bytes());
    }

    /** The content from {@link #offset} on, up to {@link #limit}; another array once {@link #more} was called. */
    public byte[] bytes() {
        return bytes;
    }

    public int limit() {
        return limit;
    }

    /** Which byte of the content is the first in the window. */
    public long offset() {
        return offset;
    }

    /**
     * Moves on: forgets what is before {@code keep}, which becomes the first byte, and adds content behind.
     *
     * @return false if there is no more: the content is at its end, and whole
     * @throws BadArtifactException if the content is broken, or so much has to be kept that memory does not suffice
     */
    public boolean more(int keep) throws IOException {
        int kept = limit - keep;
        offset += keep;
        move(keep, kept);
        limit = kept;
        if (!ended) {
            fill();
        }
        Arrays.fill(bytes, limit, limit + PADDING, (byte) 0);
        return limit > kept;
    }

    /** Whether the limit is the end of the content. Known at the latest once {@link #more} has told so. */
    public boolean isAtEnd() {
        return ended;
    }

    /**
     * Moves on to a byte of the content; its place in the window is returned.
     *
     * @throws BadArtifactException if the content is shorter
     */
    public int moveTo(long target) throws IOException {
        if (content instanceof Plain plain && offset + limit < target) {
            long skipped = plain.skip(target - 1 - offset - limit); // the last byte is read, to see that it is there
            offset += limit + skipped;
            limit = 0;
        }
        while (offset + limit < target) {
            if (!more(limit)) {
                throw new BadArtifactException(
                        "it has fewer than the " + target + " bytes that were read before: it was cut");
            }
        }
        return (int) (target - offset);
    }

    private void fill() throws IOException {
        Content source = content;
        if (source == null) {
            throw new IllegalStateException("no artifact is open");
        }
        int capacity = bytes.length - PADDING;
        while (limit < capacity) {
            int count = source.read(bytes, limit, capacity - limit);
            if (count < 0) {
                ended = true;
                return;
            }
            limit += count;
        }
    }

    private void move(int keep, int kept) throws IOException {
        int capacity = bytes.length - PADDING;
        if (kept > capacity / 2 && !ended) {
            replace(keep, kept, larger(capacity));
        } else if (capacity > 4 * usual && kept < usual / 2) {
            replace(keep, kept, usual);
        } else if (keep > 0) {
            System.arraycopy(bytes, keep, bytes, 0, kept);
        }
    }

    private void replace(int keep, int kept, int capacity) throws IOException {
        try {
            byte[] other = new byte[capacity + PADDING];
            System.arraycopy(bytes, keep, other, 0, kept);
            bytes = other;
        } catch (OutOfMemoryError e) {
            if (capacity < TELLING) {
                throw e; // it is not the record that is too large
            }
            throw new BadArtifactException(
                    "the record at byte " + offset + " has more than " + kept
                            + " bytes, which the heap cannot hold; give it more with -Xmx",
                    e);
        }
    }

    private int larger(int capacity) throws IOException {
        int largest = LARGEST - PADDING;
        if (capacity == largest) {
            throw new BadArtifactException("the record at byte " + offset + " has more than 2 GB");
        }
        return (int) Math.min(largest, capacity < 1 << 26 ? capacity * 2L : capacity * 3L / 2);
    }

    /** Ends the artifact; its stream stays open. */
    @Override
    public void close() {
        if (content != null) {
            content.close();
            content = null;
        }
        if (bytes.length > 4 * usual) {
            bytes = new byte[usual + PADDING];
        }
    }
}
