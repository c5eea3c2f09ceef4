package dev.tidemark.lake.parquet;

import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.Schema;
import dev.tidemark.api.table.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows, copied, column by column: what comes row by row is encoded a column at a time, so that each column's
 * dictionary is in the processor's cache when its values come.
 *
 * <p>A cell holds the bits of a number or flag; of a text its place in {@link #texts}, of a list its elements' places,
 * both as {@linkplain #from start} and {@linkplain #length length}.
 */
final class Batch {
    static final int ROWS = 128;
    private static final int TEXT_BYTES = 1 << 20;

    /** All texts of the batch, one after another. */
    final Bytes texts = new Bytes();
    /** Values and places by node and row. */
    final long[] cells;
    /** Whether a cell is not null: 1, or 0. */
    final byte[] set;

    /** Values and places of lists' elements. */
    long[] elements = new long[ROWS];

    private final Kind[] kinds;
    private final int[] narrowNodes;
    /** By node, in how many rows it is not null. */
    private final int[] counts;

    private int elementCount;
    private int rows;

    Batch(List<Schema.Node> nodes) {
        cells = new long[nodes.size() * ROWS];
        set = new byte[nodes.size() * ROWS];
        counts = new int[nodes.size()];
        kinds = nodes.stream().map(node -> Kind.of(node.type())).toArray(Kind[]::new);
        narrowNodes = nodes.stream()
                .filter(node -> node.type() == Type.Scalar.INTEGER || node.type() == Type.Scalar.DATE)
                .mapToInt(Schema.Node::number)
                .toArray();
    }

    static int from(long place) {
        return (int) (place >>> 32);
    }

    static int length(long place) {
        return (int) place;
    }

    private static long place(int from, int length) {
        return (long) from << 32 | length;
    }

    int rows() {
        return rows;
    }

    /** Whether it should be encoded before another row comes. */
    boolean isFull() {
        return rows == ROWS || texts.size >= TEXT_BYTES;
    }

    /** In how many rows a column is not null. */
    int count(int node) {
        return counts[node];
    }

    /** Where cells that equal the one at {@code from} end; a cell that is null is taken alone. */
    static int sameUntil(long[] cells, int from, int to, byte @Nullable [] set) {
        int end = from + 1;
        while (end < to && cells[end] == cells[from] && (set == null || (set[end] & set[from]) != 0)) {
            end++;
        }
        return end;
    }

    /**
     * Copies a row.
     *
     * @param skipped nodes whose values are not wanted
     * @throws IllegalArgumentException if a number does not fit its column; nothing is copied then
     */
    void add(Row row, boolean[] skipped) {
        check(row);
        int at = rows++;
        for (int first = 0; first < kinds.length; first += Long.SIZE) {
            for (long rest = row.present64(first / Long.SIZE); rest != 0; rest &= rest - 1) {
                int node = first + Long.numberOfTrailingZeros(rest);
                if (!skipped[node]) {
                    add(row, node, at);
                }
            }
        }
    }

    private void add(Row row, int node, int at) {
        switch (kinds[node]) {
            case FIXED -> mark(node, at, row.bits(node));
            case TEXT -> mark(node, at, text(node, at, row.bytes(node), row.from(node), row.length(node)));
            case LIST_OF_FIXED -> add(node, at, row.elements(node), false);
            case LIST_OF_TEXT -> add(node, at, row.elements(node), true);
        }
    }

    /** The place of a text: that of the row before, if it is the same, as it is in many columns. */
    private long text(int node, int at, byte[] bytes, int from, int length) {
        int before = node * ROWS + at - 1;
        if (at > 0 && set[before] != 0) {
            long place = cells[before];
            if (length(place) == length && Bytes.isSame(texts.array, from(place), bytes, from, length)) {
                return place;
            }
        }
        long place = place(texts.size, length);
        texts.raw(bytes, from, length);
        return place;
    }

    private void check(Row row) {
        for (int node : narrowNodes) {
            if (!row.isNull(node) && (int) row.bits(node) != row.bits(node)) {
                throw new IllegalArgumentException(
                        "column " + row.schema().nodes().get(node).path() + " has 32 bits and cannot hold "
                                + row.bits(node) + "; a BIGINT could");
            }
        }
    }

    private void mark(int node, int at, long cell) {
        counts[node]++;
        cells[node * ROWS + at] = cell;
        set[node * ROWS + at] = 1;
    }

    private void add(int node, int at, Row.Elements values, boolean isText) {
        int count = values.count();
        if (elements.length - elementCount < count) {
            elements = Arrays.copyOf(elements, Math.max(elements.length * 2, elementCount + count));
        }
        mark(node, at, place(elementCount, count));
        for (int i = 0; i < count; i++) {
            if (isText) {
                elements[elementCount++] = place(texts.size, values.length(i));
                texts.raw(values.bytes(i), values.from(i), values.length(i));
            } else {
                elements[elementCount++] = values.bits(i);
            }
        }
    }

    /** Bytes of memory that it takes. */
    int held() {
        return texts.array.length + set.length + (cells.length + elements.length) * Long.BYTES;
    }

    void clear() {
        for (int node = 0; node < counts.length; node++) {
            if (counts[node] > 0) {
                counts[node] = 0;
                Arrays.fill(set, node * ROWS, (node + 1) * ROWS, (byte) 0);
            }
        }
        rows = 0;
        elementCount = 0;
        texts.size = 0;
        texts.trim(4 * TEXT_BYTES);
    }
}
