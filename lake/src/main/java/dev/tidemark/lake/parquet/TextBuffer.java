package dev.tidemark.lake.parquet;

import dev.tidemark.api.table.Type;
import org.jspecify.annotations.Nullable;

/** A leaf of texts or JSON texts. */
final class TextBuffer extends DictionaryBuffer {
    private static final int DICTIONARY_BYTES = 1 << 20;
    private static final int DICTIONARY_TRIAL = 4096;

    private final TextDictionary dictionary = new TextDictionary();
    private final TextBounds bounds = new TextBounds();
    private final Prefixed prefixed = new Prefixed();
    private final boolean bounded;
    private boolean sharePrefixes;

    TextBuffer(Leaf leaf, Encoder encoder, PageBytes finished) {
        super(leaf, encoder, finished);
        bounded = leaf.type() == Type.Scalar.VARCHAR && !leaf.repeated();
    }

    @Override
    void values(Batch batch, long[] cells, int from, int to, byte @Nullable [] set) {
        byte[] texts = batch.texts.array;
        if (useDictionary()) {
            encoder.lookups.take(texts, cells, from, to, set);
            dictionary.addAll(encoder.lookups, texts, ids);
        } else {
            for (int i = from; i < to; i++) {
                if (set == null || set[i] != 0) {
                    text(texts, Batch.from(cells[i]), Batch.length(cells[i]));
                }
            }
        }
    }

    private void text(byte[] bytes, int from, int length) {
        if (bounded) {
            bounds.widen(bytes, from, length);
        }
        spell(bytes, from, length);
    }

    private void spell(byte[] bytes, int from, int length) {
        if (sharePrefixes) {
            prefixed.append(bytes, from, length, plain);
        } else {
            plain.lengthAndRaw(bytes, from, length);
        }
    }

    @Override
    int distinct() {
        return dictionary.size();
    }

    @Override
    Bytes dictionary() {
        return dictionary.entries;
    }

    @Override
    boolean isTooLarge() {
        return dictionary.entries.size > DICTIONARY_BYTES || (ids.count() >= DICTIONARY_TRIAL && savesLittle());
    }

    @Override
    boolean savesLittle() {
        return dictionary.size() > ids.count() * 3L / 4;
    }

    @Override
    void bound() {
        for (int id = 0; bounded && id < dictionary.size(); id++) {
            bounds.widen(dictionary.entries.array, dictionary.offset(id), dictionary.length(id));
        }
    }

    @Override
    void spell() {
        sharePrefixes = Prefixed.pays(dictionary);
        for (int i = 0; i < ids.count(); i++) {
            int id = ids.code(i);
            spell(dictionary.entries.array, dictionary.offset(id), dictionary.length(id));
        }
    }

    @Override
    void clearDictionary() {
        dictionary.clear();
    }

    @Override
    Encoding spelt() {
        return sharePrefixes && !prefixed.isEmpty() ? Encoding.DELTA_BYTE_ARRAY : Encoding.PLAIN;
    }

    @Override
    boolean appendValues(Bytes page) {
        if (encoding() != Encoding.DELTA_BYTE_ARRAY) {
            return super.appendValues(page);
        }
        prefixed.appendTo(page);
        page.raw(valueArray(), valueStart(), valueBytes());
        return true;
    }

    @Override
    int pageBytes() {
        return valueBytes() + prefixed.lengthBytes();
    }

    @Override
    Bounds bounds() {
        return bounded ? bounds.bounds() : new Bounds.Unknown();
    }

    @Override
    long nans() {
        return -1;
    }

    @Override
    void clearPage() {
        super.clearPage();
        prefixed.clear();
    }

    @Override
    void clear() {
        super.clear();
        bounds.clear();
    }

    @Override
    void reset() {
        sharePrefixes = false;
        super.reset();
        dictionary.release(4 * DICTIONARY_BYTES);
    }

    @Override
    void copy(ColumnBuffer other) {
        super.copy(other);
        TextBuffer text = (TextBuffer) other;
        copyDictionary(text);
        dictionary.copy(text.dictionary);
        bounds.copy(text.bounds);
        prefixed.copy(text.prefixed);
        sharePrefixes = text.sharePrefixes;
    }

    @Override
    int held() {
        return super.held() + dictionary.held() + prefixed.held() + bounds.held();
    }
}
