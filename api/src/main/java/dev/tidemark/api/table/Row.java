package dev.tidemark.api.table;

import java.util.Arrays;

/**
 * One row on its way from a decoder to a sink, column by column; used again for the next one. One thread.
 *
 * <p>Nothing is copied: texts are slices of the decoder's bytes, which must stay as they are until the row has been
 * appended or cleared. A column that is not set is null. Setting a child of a struct makes the struct present;
 * {@link #present} does so without a child. Setting a column again replaces its value, except for a list, to which
 * each call adds an element; {@link #present} makes an empty list.
 *
 * <p>Which method sets which type is for the caller to know; it is not checked.
 */
public final class Row {
    private static final byte[] NOTHING = {};

    /** The elements of a list column. */
    public static final class Elements {
        private byte[][] bytes = new byte[4][];
        private int[] from = new int[4];
        private int[] length = new int[4];
        private long[] bits = new long[4];
        private int count;

        private Elements() {}

        public int count() {
            return count;
        }

        public byte[] bytes(int element) {
            return bytes[element];
        }

        public int from(int element) {
            return from[element];
        }

        public int length(int element) {
            return length[element];
        }

        /** The element as {@link Row#bits} gives a column. */
        public long bits(int element) {
            return bits[element];
        }

        private void add(byte[] source, int at, int size, long value) {
            if (count == from.length) {
                bytes = Arrays.copyOf(bytes, count * 2);
                from = Arrays.copyOf(from, count * 2);
                length = Arrays.copyOf(length, count * 2);
                bits = Arrays.copyOf(bits, count * 2);
            }
            bytes[count] = source;
            from[count] = at;
            length[count] = size;
            bits[count++] = value;
        }
    }

    private final Schema schema;
    private final int[] parents;
    private final Elements[] lists;
    /** One bit for each column. */
    private final long[] present;

    private final byte[][] bytes;
    private final int[] from;
    private final int[] length;
    private final long[] bits;

    public Row(Schema schema) {
        this.schema = schema;
        int size = schema.nodes().size();
        parents = schema.nodes().stream().mapToInt(Schema.Node::parent).toArray();
        lists = new Elements[size];
        for (Schema.Node node : schema.nodes()) {
            if (node.type() instanceof Type.ListOf) {
                lists[node.number()] = new Elements();
            }
        }
        present = new long[(size + Long.SIZE - 1) / Long.SIZE];
        bytes = new byte[size][];
        Arrays.fill(bytes, NOTHING);
        from = new int[size];
        length = new int[size];
        bits = new long[size];
    }

    public Schema schema() {
        return schema;
    }

    /** Makes every column null. */
    public void clear() {
        Arrays.fill(present, 0);
    }

    /** Makes one column null. */
    public void clear(int column) {
        present[column / Long.SIZE] &= ~(1L << column);
    }

    /** Sets a VARCHAR or JSON: {@code size} bytes of UTF-8 from {@code at}. */
    public void text(int column, byte[] source, int at, int size) {
        if (lists[column] == null) {
            bytes[column] = source;
            from[column] = at;
            length[column] = size;
            mark(column);
        } else {
            element(column).add(source, at, size, 0);
        }
    }

    /** Sets an INTEGER, BIGINT or DATE. */
    public void number(int column, long value) {
        bits(column, value);
    }

    /** Sets a FLOAT or DOUBLE. */
    public void real(int column, double value) {
        bits(column, Double.doubleToRawLongBits(value));
    }

    /** Sets a BOOLEAN. */
    public void flag(int column, boolean value) {
        bits(column, value ? 1 : 0);
    }

    /** Sets a TIMESTAMP: microseconds since 1970-01-01T00:00Z. */
    public void time(int column, long micros) {
        bits(column, micros);
    }

    /** Makes a struct present whose children are null, or a list present that is empty. */
    public void present(int column) {
        if (lists[column] == null) {
            mark(column);
        } else {
            element(column);
        }
    }

    public boolean isNull(int column) {
        return (present[column / Long.SIZE] & 1L << column) == 0;
    }

    /** The columns from {@code 64 × word} on that are not null, one bit each, the first one's lowest. */
    public long present64(int word) {
        return present[word];
    }

    public byte[] bytes(int column) {
        return bytes[column];
    }

    public int from(int column) {
        return from[column];
    }

    public int length(int column) {
        return length[column];
    }

    /** A number, a time, 0 or 1 for a flag, the raw bits of a double for a real. */
    public long bits(int column) {
        return bits[column];
    }

    /** The elements of a list column that is not null. */
    public Elements elements(int column) {
        return lists[column];
    }

    private void bits(int column, long value) {
        if (lists[column] == null) {
            bits[column] = value;
            mark(column);
        } else {
            element(column).add(NOTHING, 0, 0, value);
        }
    }

    private Elements element(int column) {
        Elements list = lists[column];
        if (isNull(column)) {
            list.count = 0;
            mark(column);
        }
        return list;
    }

    private void mark(int column) {
        for (int at = column; at >= 0; at = parents[at]) {
            present[at / Long.SIZE] |= 1L << at;
        }
    }
}
