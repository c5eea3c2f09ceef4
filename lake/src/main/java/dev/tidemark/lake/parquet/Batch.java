package dev.tidemark.lake.parquet;

import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.Schema;
import dev.tidemark.api.table.Type;
import java.util.Arrays;
import java.util.List;

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
    final Bytes texts = new Bytes(1 << 12);
    /** Values and places by node and row. */
    final long[] cells;
    /** Whether a cell is not null: 1, or 0. */
    final byte[] set;

    /** Values and places of lists' elements. */
    long[] elements = new long[ROWS];

    private final int[] textNodes;
    private final int[] fixedNodes;
    private final int[] narrowNodes;
    private final List<ListNode> lists;
    private final boolean[] any;
    private int elementCount;
    private int rows;

    private record ListNode(int node, boolean texts) {}

    Batch(List<Schema.Node> nodes) {
        cells = new long[nodes.size() * ROWS];
        set = new byte[nodes.size() * ROWS];
        any = new boolean[nodes.size()];
        textNodes = numbers(nodes, true);
        fixedNodes = numbers(nodes, false);
        narrowNodes = nodes.stream()
                .filter(node -> node.type() == Type.Scalar.INTEGER || node.type() == Type.Scalar.DATE)
                .mapToInt(Schema.Node::number)
                .toArray();
        lists = nodes.stream()
                .filter(node -> node.type() instanceof Type.ListOf)
                .map(node -> new ListNode(node.number(), isText(((Type.ListOf) node.type()).element())))
                .toList();
    }

    private static int[] numbers(List<Schema.Node> nodes, boolean texts) {
        return nodes.stream()
                .filter(node -> !(node.type() instanceof Type.ListOf) && isText(node.type()) == texts)
                .mapToInt(Schema.Node::number)
                .toArray();
    }

    private static boolean isText(Type type) {
        return type == Type.Scalar.VARCHAR || type == Type.Scalar.JSON;
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

    /** Whether a column has a value in any row. */
    boolean has(int node) {
        return any[node];
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
        for (int node : textNodes) {
            if (!row.isNull(node) && !skipped[node]) {
                int length = row.length(node);
                mark(node, at, place(texts.size, length));
                texts.raw(row.bytes(node), row.from(node), length);
            }
        }
        for (int node : fixedNodes) {
            if (!row.isNull(node) && !skipped[node]) {
                mark(node, at, row.bits(node));
            }
        }
        for (ListNode list : lists) {
            if (!row.isNull(list.node) && !skipped[list.node]) {
                add(list, at, row.elements(list.node));
            }
        }
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
        any[node] = true;
        cells[node * ROWS + at] = cell;
        set[node * ROWS + at] = 1;
    }

    private void add(ListNode list, int at, Row.Elements values) {
        int count = values.count();
        if (elements.length - elementCount < count) {
            elements = Arrays.copyOf(elements, Math.max(elements.length * 2, elementCount + count));
        }
        mark(list.node, at, place(elementCount, count));
        for (int i = 0; i < count; i++) {
            if (list.texts) {
                elements[elementCount++] = place(texts.size, values.length(i));
                texts.raw(values.bytes(i), values.from(i), values.length(i));
            } else {
                elements[elementCount++] = values.bits(i);
            }
        }
    }

    void clear() {
        for (int node = 0; node < any.length; node++) {
            if (any[node]) {
                any[node] = false;
                Arrays.fill(set, node * ROWS, (node + 1) * ROWS, (byte) 0);
            }
        }
        rows = 0;
        elementCount = 0;
        texts.size = 0;
        texts.trim(4 * TEXT_BYTES);
    }
}
