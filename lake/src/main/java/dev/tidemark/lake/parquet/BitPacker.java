package dev.tidemark.lake.parquet;

/** Packs integers of a fixed number of bits, the first in the lowest bits. */
final class BitPacker {
    private BitPacker() {}

    /**
     * Appends the values from {@code from} to {@code to}, filled up with zeros to {@code count}, of at most 32 bits
     * each; {@code count} times {@code width} is whole bytes.
     */
    static void append(Bytes out, int[] values, int from, int to, int count, int width) {
        int size = count * width / 8;
        out.reserve(size + Long.BYTES);
        int start = out.size;
        long bits = 0;
        int filled = 0;
        for (int i = from; i < to; i++) {
            bits |= (values[i] & 0xffffffffL) << filled;
            filled += width;
            if (filled >= 32) {
                out.int32((int) bits);
                bits >>>= 32;
                filled -= 32;
            }
        }
        out.int64(bits);
        int written = out.size;
        while (written < start + size) {
            out.int64(0);
            written = out.size;
        }
        out.size = start + size;
    }
}
