package dev.tidemark.lake.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A growing byte array, little-endian as Parquet is; it takes no room before something is in it. */
final class Bytes {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final byte[] NOTHING = {};
    private static final int LEAST = 64;

    byte[] array;
    int size;

    Bytes() {
        array = NOTHING;
    }

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
        long room = Math.max(LEAST, Math.max(array.length * 2L, needed));
        array = Arrays.copyOf(array, (int) Math.min(Integer.MAX_VALUE - 16, room));
    }

    /** Gives up an array that is larger; the contents are lost then. */
    void trim(int most) {
        if (array.length > most) {
            array = new byte[most];
            size = 0;
        }
    }

    /** Gives up an array that is larger, and takes no room until something comes. */
    void release(int most) {
        if (array.length > most) {
            array = NOTHING;
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

    /** Whether two texts of this length are the same. Most are short, or differ at their beginning or end. */
    static boolean isSame(byte[] a, int aFrom, byte[] b, int bFrom, int length) {
        if (length < Long.BYTES) {
            return small(a, aFrom, length) == small(b, bFrom, length);
        }
        int rest = length - Long.BYTES;
        return longAt(a, aFrom) == longAt(b, bFrom)
                && longAt(a, aFrom + rest) == longAt(b, bFrom + rest)
                && (rest <= Long.BYTES || Arrays.equals(a, aFrom, aFrom + length, b, bFrom, bFrom + length));
    }

    /** Fewer than eight bytes as a number. */
    static long small(byte[] text, int from, int length) {
        if (from + Long.BYTES <= text.length) {
            return longAt(text, from) & ((1L << (length * 8)) - 1);
        }
        long value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = (value << 8) | (text[from + i] & 0xff);
        }
        return value;
    }
}
