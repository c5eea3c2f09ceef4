package dev.tidemark.lake.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.Schema;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Rows kept in flat arrays, to be filled in again and again at little cost. */
final class RecordedRows {
    private final Schema schema;
    private ByteArrayOutputStream texts = new ByteArrayOutputStream();
    private byte[] bytes = {};
    private int[] nodes = new int[1024];
    private long[] values = new long[1024];
    private int[] lengths = new int[1024];
    private int[] ends = new int[1024];
    private int cells;
    private int rows;

    RecordedRows(Schema schema) {
        this.schema = schema;
    }

    Schema schema() {
        return schema;
    }

    int rows() {
        return rows;
    }

    void text(String column, String value) {
        if (value != null) {
            byte[] text = value.getBytes(UTF_8);
            add(column, texts.size(), text.length);
            texts.writeBytes(text);
        }
    }

    /** A number, a time or a flag. */
    void number(String column, long value) {
        add(column, value, -1);
    }

    private void add(String column, long value, int length) {
        if (cells == nodes.length) {
            nodes = Arrays.copyOf(nodes, cells * 2);
            values = Arrays.copyOf(values, cells * 2);
            lengths = Arrays.copyOf(lengths, cells * 2);
        }
        nodes[cells] = schema.number(column);
        values[cells] = value;
        lengths[cells++] = length;
    }

    void endRow() {
        if (rows == ends.length) {
            ends = Arrays.copyOf(ends, rows * 2);
        }
        ends[rows++] = cells;
    }

    void end() {
        bytes = texts.toByteArray();
        texts = new ByteArrayOutputStream();
    }

    void fill(Row row, int index) {
        for (int cell = index == 0 ? 0 : ends[index - 1]; cell < ends[index]; cell++) {
            if (lengths[cell] < 0) {
                row.number(nodes[cell], values[cell]);
            } else {
                row.text(nodes[cell], bytes, (int) values[cell], lengths[cell]);
            }
        }
    }
}
