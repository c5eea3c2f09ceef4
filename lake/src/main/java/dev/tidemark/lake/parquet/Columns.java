package dev.tidemark.lake.parquet;

import dev.tidemark.api.table.Row;
import java.util.List;

/** The buffers of a row group, one for each leaf, and which of them repeat another one. Not thread-safe. */
final class Columns {
    private final Layout layout;
    private final ColumnBuffer[] buffers;
    /** For each leaf the table's column that it is or is in. */
    private final int[] tops;

    private final Batch batch;
    private final Repeats repeats;
    private final PageBytes finished = new PageBytes();
    /** Rows whose batches are encoded. */
    private int rows;
    /** What the buffers take. */
    private long held;

    Columns(Layout layout, List<Leaf> leaves, Encoder encoder) {
        this.layout = layout;
        buffers = new ColumnBuffer[leaves.size()];
        tops = new int[buffers.length];
        for (int i = 0; i < buffers.length; i++) {
            Leaf leaf = leaves.get(i);
            buffers[i] = ColumnBuffer.of(leaf, encoder, finished);
            tops[i] = leaf.isTop() ? leaf.node() : leaf.ancestors().getFirst();
        }
        batch = new Batch(layout.schema().nodes());
        repeats = new Repeats(leaves, layout.schema().nodes().size());
        measure();
    }

    Layout layout() {
        return layout;
    }

    /** Rows of the row group. */
    int rows() {
        return rows + batch.rows();
    }

    void append(Row row) {
        if (rows() == 0) {
            repeats.find(row);
        }
        if (repeats.isBrokenBy(row)) {
            encodeBatch();
            repeats.separate(row, this::copy);
        }
        batch.add(row, repeats.followers());
        if (batch.isFull()) {
            encodeBatch();
        }
    }

    private void encodeBatch() {
        for (int i = 0; i < buffers.length; i++) {
            if (batch.count(tops[i]) > 0 && !repeats.is(i)) {
                held -= buffers[i].held();
                buffers[i].take(batch, rows);
                held += buffers[i].held();
            }
        }
        rows += batch.rows();
        batch.clear();
    }

    private void copy(int leaf, int of) {
        held -= buffers[leaf].held();
        buffers[leaf].copy(buffers[of]);
        held += buffers[leaf].held();
    }

    void endChunks() {
        encodeBatch();
        for (int i = 0; i < buffers.length; i++) {
            if (!repeats.is(i)) {
                buffers[i].endChunk(rows);
            }
        }
    }

    /** The buffer with a leaf's chunk. */
    ColumnBuffer buffer(int leaf) {
        return buffers[repeats.of(leaf)];
    }

    /** Forgets the row group. */
    void clear() {
        rows = 0;
        batch.clear();
        finished.sum = 0;
        for (ColumnBuffer buffer : buffers) {
            buffer.clear();
        }
        measure();
    }

    /** Forgets the file. */
    void reset() {
        rows = 0;
        batch.clear();
        finished.sum = 0;
        for (ColumnBuffer buffer : buffers) {
            buffer.reset();
        }
        measure();
    }

    /** Bytes of pages that have ended. */
    long finished() {
        return finished.sum;
    }

    /** Bytes of memory that all of it takes, about: what is in use, and what is kept for the rows to come. */
    long held() {
        return held + batch.held();
    }

    private void measure() {
        held = 0;
        for (ColumnBuffer buffer : buffers) {
            held += buffer.held();
        }
    }
}
