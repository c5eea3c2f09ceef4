package dev.tidemark.lake.parquet;

import java.util.Arrays;

/**
 * Texts of a page as what they share with the one before and the rest: DELTA_BYTE_ARRAY. It is what makes ids cheap
 * that differ only at their end.
 */
final class Prefixed {
    private static final int LEAST = 64;

    private int[] prefixes = {};
    private int[] suffixes = {};
    private int count;
    private final Bytes previous = new Bytes();

    /** Whether the entries, in their order, share at least half their bytes with the one before. */
    static boolean pays(TextDictionary texts) {
        byte[] bytes = texts.entries.array;
        long shared = 0;
        long all = 0;
        for (int id = 1; id < texts.size(); id++) {
            int before = texts.offset(id - 1);
            int at = texts.offset(id);
            shared += shared(bytes, before, texts.length(id - 1), bytes, at, texts.length(id));
            all += texts.length(id);
        }
        return shared * 2 > all;
    }

    void append(byte[] text, int from, int length, Bytes rest) {
        int shared = count == 0 ? 0 : shared(previous.array, 0, previous.size, text, from, length);
        if (count == prefixes.length) {
            prefixes = Arrays.copyOf(prefixes, Math.max(LEAST, count * 2));
            suffixes = Arrays.copyOf(suffixes, Math.max(LEAST, count * 2));
        }
        prefixes[count] = shared;
        suffixes[count++] = length - shared;
        rest.raw(text, from + shared, length - shared);
        previous.size = shared;
        previous.raw(text, from + shared, length - shared);
    }

    private static int shared(byte[] a, int aFrom, int aLength, byte[] b, int bFrom, int bLength) {
        int differs = Arrays.mismatch(a, aFrom, aFrom + aLength, b, bFrom, bFrom + bLength);
        return differs < 0 ? bLength : differs;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Appends the lengths; the rests of the texts follow them. */
    void appendTo(Bytes out) {
        DeltaPacked.append(out, prefixes, count);
        DeltaPacked.append(out, suffixes, count);
    }

    void clear() {
        count = 0;
    }

    void copy(Prefixed other) {
        prefixes = other.prefixes.clone();
        suffixes = other.suffixes.clone();
        count = other.count;
        previous.copy(other.previous);
    }

    /** Bytes of the page that are lengths, about. */
    int lengthBytes() {
        return count * 2 * Integer.BYTES;
    }

    /** Bytes of memory that it takes. */
    int held() {
        return 2 * prefixes.length * Integer.BYTES + previous.array.length;
    }
}
