package dev.tidemark.lake.parquet;

/**
 * A leaf whose values begin as ids of a dictionary.
 *
 * <p>The dictionary is given up when it does not pay: if it hardly saved anything the ids so far are spelt out, and
 * the file's later row groups do not try; otherwise they end as a page, and plain pages follow.
 */
abstract sealed class DictionaryBuffer extends ColumnBuffer permits TextBuffer, NumberBuffer {
    final Codes ids = new Codes();
    private boolean useDictionary = true;
    private boolean manyDistinct;
    private int checked;

    DictionaryBuffer(Leaf leaf, Encoder encoder, PageBytes finished) {
        super(leaf, encoder, finished);
    }

    final boolean useDictionary() {
        return useDictionary;
    }

    /** Entries of the dictionary. */
    abstract int distinct();

    /** The dictionary as PLAIN values in id order. */
    abstract Bytes dictionary();

    /** Whether the dictionary should be given up before the row group ends. */
    abstract boolean isTooLarge();

    /** Whether the values spelt out would take about as much room as the dictionary. */
    abstract boolean savesLittle();

    /** Widens the bounds by the dictionary's entries. */
    abstract void bound();

    /** Appends the values of all ids as they are without a dictionary. */
    abstract void spell();

    abstract void clearDictionary();

    /** The encoding of values when there is no dictionary. */
    abstract Encoding spelt();

    @Override
    final Encoding encoding() {
        return useDictionary && ids.count() > 0 ? Encoding.RLE_DICTIONARY : spelt();
    }

    @Override
    final void endBatch() {
        if (!useDictionary) {
            super.endBatch();
        } else if (distinct() != checked) {
            checked = distinct();
            if (isTooLarge()) {
                giveUp();
            }
        }
    }

    /** Gives the dictionary up. */
    final void giveUp() {
        if (ids.count() == 0 || savesLittle()) {
            bound();
            spell();
            manyDistinct = true;
        } else {
            endDictionary();
        }
        ids.clear();
        clearDictionary();
        useDictionary = false;
    }

    private void endDictionary() {
        bound();
        chunk.dictionaryPage(dictionary(), distinct(), encoder);
        endPage();
    }

    @Override
    final void endChunk(int groupRows) {
        if (useDictionary && ids.count() > 0) {
            if (savesLittle()) {
                giveUp();
            } else {
                catchUp(groupRows);
                endDictionary();
            }
        }
        super.endChunk(groupRows);
    }

    @Override
    boolean appendValues(Bytes page) {
        if (encoding() != Encoding.RLE_DICTIONARY) {
            return super.appendValues(page);
        }
        int width = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(distinct() - 1));
        page.int8(width);
        ids.appendTo(page, width);
        return true;
    }

    @Override
    void clearPage() {
        super.clearPage();
        ids.clear();
    }

    @Override
    void clear() {
        super.clear();
        clearDictionary();
        useDictionary = !manyDistinct;
        checked = 0;
    }

    @Override
    void reset() {
        manyDistinct = false;
        super.reset();
    }

    final void copyDictionary(DictionaryBuffer other) {
        ids.copy(other.ids);
        useDictionary = other.useDictionary;
        manyDistinct = other.manyDistinct;
        checked = other.checked;
    }

    @Override
    int held() {
        return super.held() + ids.held();
    }
}
