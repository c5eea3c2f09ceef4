package dev.tidemark.lake.parquet;

import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.Schema;
import dev.tidemark.api.table.Type;
import java.util.ArrayList;
import java.util.List;

/** The buffers of a row group, one for each leaf, and which of them repeat another one. Not thread-safe. */
final class Columns {
    private final Layout layout;
    private final List<Leaf> leaves;
    private final ColumnBuffer[] buffers;
    /** For each column of the table that is a leaf its index among the leaves, -1 for a struct. */
    private final int[] topLeaves;

    private final int[] nodes;
    private final Part[] parts;
    private final Repeats repeats;
    private final PageBytes finished = new PageBytes();
    private int rows;

    Columns(Layout layout, Encoder encoder) {
        this.layout = layout;
        leaves = Leaf.of(layout);
        buffers = new ColumnBuffer[leaves.size()];
        for (int i = 0; i < buffers.length; i++) {
            buffers[i] = ColumnBuffer.of(leaves.get(i), encoder, finished);
        }
        List<Schema.Node> tops = layout.schema().nodes().stream()
                .filter(node -> node.parent() < 0)
                .toList();
        nodes = tops.stream().mapToInt(Schema.Node::number).toArray();
        topLeaves = new int[nodes.length];
        parts = new Part[nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            boolean struct = tops.get(i).type() instanceof Type.StructOf;
            topLeaves[i] = struct ? -1 : leafOf(nodes[i]);
            parts[i] = struct ? new StructPart(within(nodes[i])) : buffers[topLeaves[i]];
        }
        repeats = new Repeats(leaves);
    }

    private int leafOf(int node) {
        for (int i = 0; i < buffers.length; i++) {
            if (leaves.get(i).node() == node) {
                return i;
            }
        }
        throw new IllegalStateException("column " + node + " is no leaf");
    }

    private List<ColumnBuffer> within(int struct) {
        List<ColumnBuffer> all = new ArrayList<>();
        for (int i = 0; i < buffers.length; i++) {
            if (leaves.get(i).ancestors().contains(struct)) {
                all.add(buffers[i]);
            }
        }
        return all;
    }

    Layout layout() {
        return layout;
    }

    List<Leaf> leaves() {
        return leaves;
    }

    /** Rows of the row group. */
    int rows() {
        return rows;
    }

    void append(Row row) {
        if (rows == 0) {
            repeats.find(row);
        }
        repeats.separate(row, this::copy);
        for (int i = 0; i < parts.length; i++) {
            if (!row.isNull(nodes[i]) && (topLeaves[i] < 0 || !repeats.is(topLeaves[i]))) {
                parts[i].append(row, rows);
            }
        }
        rows++;
    }

    private void copy(int leaf, int of) {
        buffers[leaf].copy(buffers[of]);
    }

    void endChunks() {
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
        finished.sum = 0;
        for (ColumnBuffer buffer : buffers) {
            buffer.clear();
        }
    }

    /** Forgets the file. */
    void reset() {
        rows = 0;
        finished.sum = 0;
        for (ColumnBuffer buffer : buffers) {
            buffer.reset();
        }
    }

    /** Bytes of pages that have ended. */
    long finished() {
        return finished.sum;
    }

    /** Bytes of memory in use. */
    long held() {
        long held = 0;
        for (ColumnBuffer buffer : buffers) {
            held += buffer.held();
        }
        return held;
    }
}
