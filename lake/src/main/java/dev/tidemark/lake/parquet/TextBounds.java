package dev.tidemark.lake.parquet;

import java.util.Arrays;

/**
 * The smallest and the largest text seen. Of a long text the first bytes are kept: enough for 16 characters and one
 * more, which is what catalogs want.
 */
final class TextBounds {
    static final int KEPT = 72;

    private final Bytes min = new Bytes();
    private final Bytes max = new Bytes();
    private boolean minCut;
    private boolean maxCut;
    private boolean empty = true;

    void widen(byte[] text, int from, int length) {
        boolean cut = length > KEPT;
        int to = from + (cut ? KEPT : length);
        if (empty) {
            empty = false;
            setMin(text, from, to, cut);
            setMax(text, from, to, cut);
            return;
        }
        int toMax = Arrays.compareUnsigned(text, from, to, max.array, 0, max.size);
        if (toMax > 0) {
            setMax(text, from, to, cut);
        } else if (toMax == 0) {
            maxCut |= cut;
        }
        if (toMax <= 0) {
            int toMin = Arrays.compareUnsigned(text, from, to, min.array, 0, min.size);
            if (toMin < 0) {
                setMin(text, from, to, cut);
            } else if (toMin == 0) {
                minCut &= cut;
            }
        }
    }

    private void setMin(byte[] text, int from, int to, boolean cut) {
        min.size = 0;
        min.raw(text, from, to - from);
        minCut = cut;
    }

    private void setMax(byte[] text, int from, int to, boolean cut) {
        max.size = 0;
        max.raw(text, from, to - from);
        maxCut = cut;
    }

    void clear() {
        empty = true;
    }

    Bounds bounds() {
        return empty
                ? new Bounds.Empty()
                : new Bounds.Texts(new Bounds.Text(min.toArray(), minCut), new Bounds.Text(max.toArray(), maxCut));
    }

    /** Bytes of memory that they take. */
    int held() {
        return min.array.length + max.array.length;
    }

    void copy(TextBounds other) {
        min.copy(other.min);
        max.copy(other.max);
        minCut = other.minCut;
        maxCut = other.maxCut;
        empty = other.empty;
    }
}
