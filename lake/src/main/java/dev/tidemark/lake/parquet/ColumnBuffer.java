package dev.tidemark.lake.parquet;

import org.jspecify.annotations.Nullable;

/**
 * One leaf of the row group being written: levels and values of the current page, and finished pages.
 *
 * <p>Rows in which a column of the table is null are not announced: the leaf catches up with them when its next value
 * comes, so that columns which are always null cost nothing. Not thread-safe.
 */
abstract sealed class ColumnBuffer permits DictionaryBuffer, FlagBuffer {
    private static final int PAGE_BYTES = 1 << 20;
    /** Room before the values of a page for its levels, so that the values need not be moved. */
    private static final int HEADROOM = 1 << 9;
    /** What the objects of a column take, about. */
    private static final int OBJECTS = 700;

    final Leaf leaf;
    final int node;
    final Encoder encoder;
    final Chunk chunk = new Chunk();
    /** The values of the current page, as they are spelt out. */
    final Bytes plain = new Bytes();

    private final PageBytes finished;
    private final Codes definitions = new Codes();
    private final Codes repetitions = new Codes();
    private final int[] ancestors;
    private final int maxDefinition;
    private int rows;
    private long values;
    private long nulls;

    ColumnBuffer(Leaf leaf, Encoder encoder, PageBytes finished) {
        this.leaf = leaf;
        this.encoder = encoder;
        this.finished = finished;
        node = leaf.node();
        ancestors = leaf.ancestors().stream().mapToInt(Integer::intValue).toArray();
        maxDefinition = leaf.maxDefinition();
        plain.size = HEADROOM;
    }

    static ColumnBuffer of(Leaf leaf, Encoder encoder, PageBytes finished) {
        return switch (leaf.physical()) {
            case BOOLEAN -> new FlagBuffer(leaf, encoder, finished);
            case BYTE_ARRAY -> new TextBuffer(leaf, encoder, finished);
            case INT32, INT64, FLOAT, DOUBLE -> new NumberBuffer(leaf, encoder, finished);
        };
    }

    /**
     * Takes the column's values from a batch in which its outermost column is not always null.
     *
     * @param before rows of the row group before the batch
     */
    final void take(Batch batch, int before) {
        catchUp(before);
        int base = node * Batch.ROWS;
        if (leaf.repeated()) {
            takeLists(batch, base);
        } else {
            takeScalars(batch, base);
        }
        rows = before + batch.rows();
        endBatch();
    }

    private void takeScalars(Batch batch, int base) {
        if (batch.count(node) == batch.rows()) {
            definitions.add(maxDefinition, batch.rows());
            values(batch, batch.cells, base, base + batch.rows(), null);
            return;
        }
        for (int row = 0; row < batch.rows(); row++) {
            if (batch.set[base + row] != 0) {
                definitions.add(maxDefinition);
            } else {
                missing(batch, row);
            }
        }
        values(batch, batch.cells, base, base + batch.rows(), batch.set);
    }

    private void takeLists(Batch batch, int base) {
        for (int row = 0; row < batch.rows(); row++) {
            if (batch.set[base + row] == 0) {
                missing(batch, row);
                continue;
            }
            int first = Batch.from(batch.cells[base + row]);
            int count = Batch.length(batch.cells[base + row]);
            if (count == 0) {
                nulls(leaf.emptyDefinition(), 1);
            } else {
                definitions.add(maxDefinition, count);
                repetitions.add(0);
                repetitions.add(1, count - 1);
                values(batch, batch.elements, first, first + count, null);
            }
        }
    }

    /** The leaf is null in a row, or is in a struct that is. */
    private void missing(Batch batch, int row) {
        int level = 0;
        for (int ancestor : ancestors) {
            if (batch.set[ancestor * Batch.ROWS + row] == 0) {
                break;
            }
            level++;
        }
        nulls(level, 1);
    }

    final void catchUp(int ordinal) {
        if (rows < ordinal) {
            nulls(0, ordinal - rows);
            rows = ordinal;
        }
    }

    private void nulls(int level, int count) {
        definitions.add(level, count);
        if (leaf.repeated()) {
            repetitions.add(0, count);
        }
        nulls += count;
    }

    /**
     * Takes values.
     *
     * @param cells of the batch, or its elements
     * @param set   0 where a cell is null; null itself if none is
     */
    abstract void values(Batch batch, long[] cells, int from, int to, byte @Nullable [] set);

    /** A batch has been taken. */
    void endBatch() {
        if (pageBytes() >= PAGE_BYTES) {
            endPage();
        }
    }

    /** The encoding of the page that is about to end. */
    abstract Encoding encoding();

    /** About how large the page is. */
    int pageBytes() {
        return valueBytes();
    }

    final int valueBytes() {
        return plain.size - HEADROOM;
    }

    /** Smallest and largest value of the row group; to be asked when the chunk has ended. */
    abstract Bounds bounds();

    /** How many values are NaN, -1 if they are not floating point numbers. */
    abstract long nans();

    /** Ends the column's part of a row group. */
    void endChunk(int groupRows) {
        catchUp(groupRows);
        if (definitions.count() > 0) {
            endPage();
        }
    }

    final void endPage() {
        int before = chunk.bytes.size;
        int count = definitions.count();
        Bytes page = encoder.page;
        page.size = 0;
        if (leaf.repeated()) {
            appendLevels(page, repetitions, 1);
        }
        appendLevels(page, definitions, maxDefinition);
        if (appendValues(page)) {
            chunk.dataPage(count, encoding(), page.array, 0, page.size, encoder);
        } else {
            int levels = page.size;
            System.arraycopy(page.array, 0, plain.array, HEADROOM - levels, levels);
            chunk.dataPage(count, encoding(), plain.array, HEADROOM - levels, plain.size - HEADROOM + levels, encoder);
        }
        values += count;
        finished.sum += chunk.bytes.size - before;
        clearPage();
    }

    private static void appendLevels(Bytes page, Codes levels, int max) {
        int start = page.size;
        page.int32(0);
        levels.appendTo(page, Integer.SIZE - Integer.numberOfLeadingZeros(max));
        page.setInt32(start, page.size - start - Integer.BYTES);
    }

    /** Appends the values to the levels; or says no, if the levels fit before the values where those are. */
    boolean appendValues(Bytes page) {
        if (valueBytes() == 0) {
            return true;
        }
        if (page.size <= HEADROOM) {
            return false;
        }
        page.raw(plain.array, HEADROOM, valueBytes());
        return true;
    }

    final byte[] valueArray() {
        return plain.array;
    }

    final int valueStart() {
        return HEADROOM;
    }

    /** Forgets the values of a page that has ended. */
    void clearPage() {
        definitions.clear();
        repetitions.clear();
        plain.trim(2 * PAGE_BYTES);
        plain.size = HEADROOM;
    }

    /** Forgets the row group. */
    void clear() {
        clearPage();
        chunk.clear();
        rows = 0;
        values = 0;
        nulls = 0;
    }

    /** Forgets the file, and gives up buffers that one file made very large. */
    void reset() {
        clear();
        chunk.bytes.trim(PAGE_BYTES);
    }

    /** Becomes what another column, which had the same values so far, is. */
    void copy(ColumnBuffer other) {
        definitions.copy(other.definitions);
        repetitions.copy(other.repetitions);
        if (other.valueBytes() > 0) {
            plain.copy(other.plain);
        } else {
            plain.size = HEADROOM;
        }
        chunk.copy(other.chunk);
        rows = other.rows;
        values = other.values;
        nulls = other.nulls;
    }

    /** Bytes of memory that it takes, about. */
    int held() {
        return OBJECTS + chunk.bytes.array.length + plain.array.length + definitions.held() + repetitions.held();
    }

    final ColumnStats stats(Leaf as) {
        return new ColumnStats(
                as.fieldId(), as.type(), as.repeated(), chunk.bytes.size, values, nulls, nans(), bounds());
    }
}
