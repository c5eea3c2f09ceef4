package dev.tidemark.lake.parquet;

import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.Type;

/** A leaf of numbers, dates or times. */
final class NumberBuffer extends DictionaryBuffer {
    private static final int DICTIONARY_ENTRIES = 1 << 16;
    private static final int DICTIONARY_TRIAL = 8192;

    private final LongDictionary dictionary = new LongDictionary();
    private final Bytes dictionaryPage = new Bytes(256);
    private final NumberBounds bounds;
    private final Physical physical;

    NumberBuffer(Leaf leaf, Encoder encoder, PageBytes finished) {
        super(leaf, encoder, finished);
        physical = leaf.physical();
        bounds = new NumberBounds(physical, leaf.repeated());
    }

    @Override
    void value(Row row) {
        number(stored(row.bits(node)));
    }

    @Override
    void element(Row.Elements list, int element) {
        number(stored(list.bits(element)));
    }

    /** The bits that the file holds. */
    private long stored(long bits) {
        return switch (physical) {
            case INT32 -> {
                if ((int) bits != bits) {
                    throw new IllegalArgumentException("column " + leaf.name() + " is " + leaf.type()
                            + " and cannot hold " + bits + ": make it " + Type.Scalar.BIGINT);
                }
                yield bits;
            }
            case FLOAT -> Float.floatToRawIntBits((float) Double.longBitsToDouble(bits));
            case BOOLEAN, INT64, DOUBLE, BYTE_ARRAY -> bits;
        };
    }

    private void number(long bits) {
        bounds.count(bits);
        if (useDictionary()) {
            ids.add(dictionary.add(bits));
        } else {
            bounds.widen(bits);
            append(plain, bits);
        }
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
        return super.held() + dictionary.held();
    }
}
