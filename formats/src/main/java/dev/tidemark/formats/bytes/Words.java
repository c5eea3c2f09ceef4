package dev.tidemark.formats.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Eight bytes at a time, the first of them lowest: how bytes are looked for without looking at each one. */
public final class Words {
    /** One in each byte; times a byte's value it is that byte eight times. */
    public static final long ONES = 0x0101010101010101L;
    /** The highest bit of each byte: set in what is not ASCII, and in the marks that searches give. */
    public static final long HIGH = 0x8080808080808080L;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Words() {}

    /** The eight bytes from {@code at} on, which must all lie in the array. */
    public static long at(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    /** Marks the bytes that are zero; behind the first one there may be false marks. */
    public static long firstZero(long word) {
        return word - ONES & ~word & HIGH;
    }

    /** Marks the bytes that are zero, and no others. */
    public static long zeros(long word) {
        return ~((word & ~HIGH) + ~HIGH | word) & HIGH;
    }

    /** How many bytes lie before the first mark; there must be one. */
    public static int before(long marks) {
        // Below the mark, the highest bit of its byte, all bits are set: one of each byte is added up in the highest.
        return (int) (((marks & -marks) - 1 & ONES) * ONES >>> 56) - 1;
    }

    /** Up to eight letters of ASCII, as {@link #at} reads them where zeros follow. */
    public static long of(String letters) {
        return at(Arrays.copyOf(letters.getBytes(StandardCharsets.US_ASCII), Long.BYTES), 0);
    }
}
