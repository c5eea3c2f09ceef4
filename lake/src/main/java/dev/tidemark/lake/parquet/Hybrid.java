package dev.tidemark.lake.parquet;

/** Parquet's hybrid of run-length and bit-packed integers, for levels and dictionary ids. */
final class Hybrid {
    private static final int MIN_RUN = 16;

    private Hybrid() {}

    /** Appends {@code count} values of {@code width} bits each. */
    static void append(Bytes out, int[] values, int count, int width) {
        int at = 0;
        while (at < count) {
            int run = run(values, at, count);
            if (run - at >= MIN_RUN) {
                appendRun(out, values[at], run - at, width);
                at = run;
            } else {
                int end = packedEnd(values, at, count);
                appendPacked(out, values, at, end, width);
                at = end;
            }
        }
    }

    static void appendRun(Bytes out, int value, int length, int width) {
        out.varint((long) length << 1);
        for (int shift = 0; shift < width; shift += 8) {
            out.int8(value >>> shift);
        }
    }

    private static int run(int[] values, int from, int count) {
        int end = from + 1;
        while (end < count && values[end] == values[from]) {
            end++;
        }
        return end;
    }

    /** Packed values come in groups of eight; only the last group of all may be padded. */
    private static int packedEnd(int[] values, int from, int count) {
        int end = from;
        do {
            end = Math.min(count, end + 8);
        } while (end < count && !startsRun(values, end, count));
        return end;
    }

    private static boolean startsRun(int[] values, int from, int count) {
        int end = from + MIN_RUN;
        if (end > count) {
            return false;
        }
        for (int i = from + 1; i < end; i++) {
            if (values[i] != values[from]) {
                return false;
            }
        }
        return true;
    }

    private static void appendPacked(Bytes out, int[] values, int from, int to, int width) {
        int groups = (to - from + 7) / 8;
        out.varint((long) groups << 1 | 1);
        BitPacker.append(out, values, from, to, groups * 8, width);
    }
}
