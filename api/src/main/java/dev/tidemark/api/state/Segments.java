package dev.tidemark.api.state;

import java.util.Arrays;

/**
 * Bytes that are only ever added to, in pieces that never move: growing needs no copy and no contiguous room for all.
 */
final class Segments {
    private static final int BITS = 18;
    private static final int SIZE = 1 << BITS;
    private static final int MOST = Integer.MAX_VALUE >> BITS;

    private byte[][] segments = new byte[8][];
    private int[] used = new int[8];
    private int count;

    /** @return where the bytes begin */
    int append(byte[] bytes, int length) {
        if (count == 0 || used[count - 1] + length > segments[count - 1].length) {
            grow(length);
        }
        int segment = count - 1;
        int at = used[segment];
        System.arraycopy(bytes, 0, segments[segment], at, length);
        used[segment] += length;
        return segment << BITS | at;
    }

    private void grow(int length) {
        if (count == MOST) {
            throw new IllegalStateException("more than 2 GB of remembered ids");
        }
        if (count == segments.length) {
            segments = Arrays.copyOf(segments, count * 2);
            used = Arrays.copyOf(used, count * 2);
        }
        // Longer ones get a segment of their own, and nothing after it.
        segments[count++] = new byte[Math.max(SIZE, length)];
    }

    /** Reads from where something begins. */
    Varints at(int address) {
        return new Varints(segments[address >> BITS], address & (SIZE - 1));
    }

    int count() {
        return count;
    }

    /** The used part of a segment. */
    Varints segment(int number) {
        return new Varints(segments[number], 0, used[number]);
    }
}
