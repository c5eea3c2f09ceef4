package dev.tidemark.lake.parquet;

import java.io.IOException;

/** Writes the column chunks of a row group and describes them for the footer. */
final class RowGroup {
    private static final int ZSTD = 6;
    private static final int MAX_BOUND_BYTES = 64;

    private final Bytes metadata = new Bytes(8192);
    private final Thrift thrift = new Thrift(metadata);
    private final Output out;
    private final long start;
    private long uncompressed;

    RowGroup(Output out, int columns) {
        this.out = out;
        start = out.position();
        thrift.element();
        thrift.structs(1, columns);
    }

    void append(Leaf leaf, ColumnBuffer buffer, ColumnStats stats) throws IOException {
        Chunk chunk = buffer.chunk;
        long position = out.position();
        out.write(chunk.bytes);
        thrift.element();
        thrift.int64(2, position);
        thrift.struct(3);
        describe(leaf, chunk, position, stats);
        thrift.end();
        thrift.end();
        uncompressed += chunk.uncompressed();
    }

    private void describe(Leaf leaf, Chunk chunk, long position, ColumnStats stats) {
        thrift.int32(1, leaf.physical().number);
        thrift.int32s(2, chunk.encodings());
        thrift.texts(3, leaf.path(), leaf.path().size());
        thrift.int32(4, ZSTD);
        thrift.int64(5, stats.values());
        thrift.int64(6, chunk.uncompressed());
        thrift.int64(7, stats.bytes());
        thrift.int64(9, position + chunk.dictionaryBytes());
        if (chunk.dictionaryBytes() > 0) {
            thrift.int64(11, position);
        }
        thrift.struct(12);
        describe(leaf, stats);
        thrift.end();
    }

    /** Statistics; bounds of long texts are left out rather than cut. */
    private void describe(Leaf leaf, ColumnStats stats) {
        if (!leaf.repeated()) {
            thrift.int64(3, stats.nulls());
        }
        switch (stats.bounds()) {
            case Bounds.Empty empty -> {}
            case Bounds.Unknown unknown -> {}
            case Bounds.Numbers known -> bounds(number(leaf, known.min()), number(leaf, known.max()));
            case Bounds.Reals known -> bounds(real(leaf, known.min()), real(leaf, known.max()));
            case Bounds.Texts known -> {
                if (isShort(known.min()) && isShort(known.max())) {
                    bounds(known.min().bytes(), known.max().bytes());
                }
            }
        }
    }

    private void bounds(byte[] min, byte[] max) {
        thrift.binary(5, max);
        thrift.binary(6, min);
    }

    private static boolean isShort(Bounds.Text bound) {
        return !bound.cut() && bound.bytes().length <= MAX_BOUND_BYTES;
    }

    private static byte[] number(Leaf leaf, long value) {
        return littleEndian(value, leaf.physical().width);
    }

    private static byte[] real(Leaf leaf, double value) {
        return leaf.physical() == Physical.FLOAT
                ? littleEndian(Float.floatToRawIntBits((float) value), Float.BYTES)
                : littleEndian(Double.doubleToRawLongBits(value), Double.BYTES);
    }

    private static byte[] littleEndian(long value, int width) {
        byte[] bytes = new byte[width];
        for (int i = 0; i < width; i++) {
            bytes[i] = (byte) (value >>> (8 * i));
        }
        return bytes;
    }

    /** Ends the row group and returns its metadata. */
    byte[] end(long rows) {
        thrift.int64(2, uncompressed);
        thrift.int64(3, rows);
        thrift.int64(5, start);
        thrift.int64(6, out.position() - start);
        thrift.end();
        return metadata.toArray();
    }
}
