package dev.tidemark.lake.parquet;

/** Integers as packed differences: DELTA_BINARY_PACKED. */
final class DeltaPacked {
    private static final int BLOCK = 128;
    private static final int MINIBLOCKS = 4;
    private static final int MINIBLOCK = BLOCK / MINIBLOCKS;

    private DeltaPacked() {}

    static void append(Bytes out, int[] values, int count) {
        out.varint(BLOCK);
        out.varint(MINIBLOCKS);
        out.varint(count);
        out.zigzag(count == 0 ? 0 : values[0]);
        int[] deltas = new int[BLOCK];
        for (int at = 1; at < count; at += BLOCK) {
            int size = Math.min(BLOCK, count - at);
            for (int i = 0; i < size; i++) {
                deltas[i] = values[at + i] - values[at + i - 1];
            }
            appendBlock(out, deltas, size);
        }
    }

    private static void appendBlock(Bytes out, int[] deltas, int size) {
        int min = deltas[0];
        for (int i = 1; i < size; i++) {
            min = Math.min(min, deltas[i]);
        }
        out.zigzag(min);
        int widths = out.size;
        out.int32(0);
        for (int miniblock = 0; miniblock * MINIBLOCK < size; miniblock++) {
            int from = miniblock * MINIBLOCK;
            int to = Math.min(size, from + MINIBLOCK);
            int bits = 0;
            for (int i = from; i < to; i++) {
                deltas[i] -= min;
                bits |= deltas[i];
            }
            int width = Integer.SIZE - Integer.numberOfLeadingZeros(bits);
            out.array[widths + miniblock] = (byte) width;
            BitPacker.append(out, deltas, from, to, MINIBLOCK, width);
        }
    }
}
