package dev.tidemark.lake.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A growing byte array, little-endian as Parquet is. */
final class Bytes {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    byte[] array;
    int size;

    Bytes(int capacity) {
        array = new byte[capacity];
    }

    void raw(byte[] source, int from, int length) {
        reserve(length);
        System.arraycopy(source, from, array, size, length);
        size += length;
    }

    void int8(int value) {
        reserve(1);
        array[size++] = (byte) value;
    }

    void int32(int value) {
        reserve(4);
        INT.set(array, size, value);
        size += 4;
    }

    void int64(long value) {
        reserve(8);
        LONG.set(array, size, value);
        size += 8;
    }

    /** A length followed by the bytes: how PLAIN writes a BYTE_ARRAY. */
    void lengthAndRaw(byte[] source, int from, int length) {
        reserve(length + 4);
        INT.set(array, size, length);
        System.arraycopy(source, from, array, size + 4, length);
        size += length + 4;
    }

    void varint(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~127L) != 0) {
            array[size++] = (byte) (rest | 128);
            rest >>>= 7;
        }
        array[size++] = (byte) rest;
    }

    void zigzag(long value) {
        varint(value << 1 ^ value >> 63);
    }

    void setInt32(int at, int value) {
        INT.set(array, at, value);
    }

    byte[] toArray() {
        return Arrays.copyOf(array, size);
    }

    /**
     * Makes room for {@code more} bytes.
     *
     * @throws IllegalStateException if that is more than an array can hold
     */
    void reserve(int more) {
        if (array.length - size < more) {
            grow(more);
        }
    }

    private void grow(int more) {
        long needed = (long) size + more;
        if (needed > Integer.MAX_VALUE - 16) {
            throw new IllegalStateException("a Parquet page of " + needed + " bytes is too large: at most 2 GiB");
        }
        array = Arrays.copyOf(array, (int) Math.min(Integer.MAX_VALUE - 16, Math.max(array.length * 2L, needed)));
    }

    /** Gives up a large array; the contents are lost. */
    void trim(int capacity) {
        if (array.length > capacity) {
            array = new byte[capacity];
            size = 0;
        }
    }

    void copy(Bytes other) {
        size = 0;
        raw(other.array, 0, other.size);
    }

    static long longAt(byte[] source, int at) {
        return (long) LONG.get(source, at);
    }

    static int intAt(byte[] source, int at) {
        return (int) INT.get(source, at);
    }
}
