package dev.tidemark.lake.parquet;

import org.jspecify.annotations.Nullable;

/** A leaf of booleans: PLAIN, eight to a byte, without dictionary. */
final class FlagBuffer extends ColumnBuffer {
    private int bits;
    private boolean anyTrue;
    private boolean anyFalse;

    FlagBuffer(Leaf leaf, Encoder encoder, PageBytes finished) {
        super(leaf, encoder, finished);
    }

    @Override
    void values(Batch batch, long[] cells, int from, int to, byte @Nullable [] set) {
        for (int i = from; i < to; i++) {
            if (set == null || set[i] != 0) {
                flag(cells[i]);
            }
        }
    }

    private void flag(long value) {
        if ((bits & 7) == 0) {
            plain.int8(0);
        }
        if (value != 0) {
            plain.array[plain.size - 1] |= (byte) (1 << (bits & 7));
            anyTrue = true;
        } else {
            anyFalse = true;
        }
        bits++;
    }

    @Override
    Encoding encoding() {
        return Encoding.PLAIN;
    }

    @Override
    Bounds bounds() {
        if (leaf.repeated()) {
            return new Bounds.Unknown();
        }
        return anyTrue || anyFalse ? new Bounds.Numbers(anyFalse ? 0 : 1, anyTrue ? 1 : 0) : new Bounds.Empty();
    }

    @Override
    long nans() {
        return -1;
    }

    @Override
    void clearPage() {
        super.clearPage();
        bits = 0;
    }

    @Override
    void clear() {
        super.clear();
        anyTrue = false;
        anyFalse = false;
    }

    @Override
    void copy(ColumnBuffer other) {
        super.copy(other);
        FlagBuffer flags = (FlagBuffer) other;
        bits = flags.bits;
        anyTrue = flags.anyTrue;
        anyFalse = flags.anyFalse;
    }
}
