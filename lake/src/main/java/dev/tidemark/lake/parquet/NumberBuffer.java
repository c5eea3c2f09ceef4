package dev.tidemark.lake.parquet;

import org.jspecify.annotations.Nullable;

/** A leaf of numbers, dates or times. */
final class NumberBuffer extends DictionaryBuffer {
    private static final int DICTIONARY_ENTRIES = 1 << 16;
    private static final int DICTIONARY_TRIAL = 8192;

    private final LongDictionary dictionary = new LongDictionary();
    private final Bytes dictionaryPage = new Bytes();
    private final NumberBounds bounds;
    private final Physical physical;
    private final boolean real;

    NumberBuffer(Leaf leaf, Encoder encoder, PageBytes finished) {
        super(leaf, encoder, finished);
        physical = leaf.physical();
        real = physical == Physical.FLOAT || physical == Physical.DOUBLE;
        bounds = new NumberBounds(physical, leaf.repeated());
    }

    @Override
    void values(Batch batch, long[] cells, int from, int to, byte @Nullable [] set) {
        boolean lookUp = useDictionary();
        for (int i = from, end; i < to; i = end) {
            end = Batch.sameUntil(cells, i, to, set);
            if (set == null || set[i] != 0) {
                values(stored(cells[i]), end - i, lookUp);
            }
        }
    }

    private void values(long bits, int times, boolean lookUp) {
        if (lookUp) {
            ids.add(dictionary.add(bits), times);
        } else {
            bounds.widen(bits);
            for (int i = 0; i < times; i++) {
                append(plain, bits);
            }
        }
        if (real) {
            bounds.count(bits, times);
        }
    }

    /** The bits that the file holds. */
    private long stored(long bits) {
        return physical == Physical.FLOAT ? Float.floatToRawIntBits((float) Double.longBitsToDouble(bits)) : bits;
    }

    private void append(Bytes out, long bits) {
        if (physical.width == Integer.BYTES) {
            out.int32((int) bits);
        } else {
            out.int64(bits);
        }
    }

    @Override
    int distinct() {
        return dictionary.size();
    }

    @Override
    Bytes dictionary() {
        dictionaryPage.size = 0;
        for (int id = 0; id < dictionary.size(); id++) {
            append(dictionaryPage, dictionary.key(id));
        }
        return dictionaryPage;
    }

    @Override
    boolean isTooLarge() {
        return dictionary.size() > DICTIONARY_ENTRIES || (ids.count() >= DICTIONARY_TRIAL && savesLittle());
    }

    @Override
    boolean savesLittle() {
        return dictionary.size() > ids.count() / 2;
    }

    @Override
    void bound() {
        for (int id = 0; id < dictionary.size(); id++) {
            bounds.widen(dictionary.key(id));
        }
    }

    @Override
    void spell() {
        for (int i = 0; i < ids.count(); i++) {
            append(plain, dictionary.key(ids.code(i)));
        }
    }

    @Override
    void clearDictionary() {
        dictionary.clear();
    }

    @Override
    Encoding spelt() {
        return Encoding.PLAIN;
    }

    @Override
    Bounds bounds() {
        return bounds.bounds();
    }

    @Override
    long nans() {
        return bounds.nans();
    }

    @Override
    void clear() {
        super.clear();
        bounds.clear();
    }

    @Override
    void copy(ColumnBuffer other) {
        super.copy(other);
        NumberBuffer number = (NumberBuffer) other;
        copyDictionary(number);
        dictionary.copy(number.dictionary);
        bounds.copy(number.bounds);
    }

    @Override
    int held() {
        return super.held() + dictionary.held() + dictionaryPage.array.length;
    }
}
