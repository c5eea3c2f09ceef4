package dev.tidemark.formats.value;

import dev.tidemark.formats.bytes.Words;

/** Digits of a number, eight at a time: how many there are costs no branch that a processor could guess wrongly. */
public final class Digits {
    /** More digits may need more than 64 bits. */
    public static final int MOST = 16;

    private static final long ZEROS = 0x3030303030303030L;
    private static final long HIGH_HALVES = 0xF0F0F0F0F0F0F0F0L;
    private static final long SIXES = 0x0606060606060606L;
    private static final long PAIRS = 0x000000FF000000FFL;
    private static final long EIGHT_DIGITS = 100_000_000;

    private Digits() {}

    /** The number that up to {@value #MOST} digits make; -1 if something else is among them, or there are none. */
    public static long number(byte[] bytes, int from, int length) {
        int end = from + length;
        if (length <= 0 || length > MOST || end < MOST) {
            return length > 0 && length <= MOST ? slowly(bytes, from, end) : -1;
        }
        long low = eight(bytes, end, Math.min(length, 8));
        if (length <= 8 || low < 0) {
            return low;
        }
        long high = eight(bytes, end - 8, length - 8);
        return high < 0 ? -1 : high * EIGHT_DIGITS + low;
    }

    /** The last of eight bytes are digits; those before are something else. */
    private static long eight(byte[] bytes, int end, int count) {
        long word = Words.at(bytes, end - 8);
        int foreign = 64 - 8 * count;
        long mask = -1L << foreign;
        word = (word & mask) | (ZEROS & ~mask);
        if ((((word & HIGH_HALVES) ^ ZEROS) | (((word + SIXES) & HIGH_HALVES) ^ ZEROS)) != 0) {
            return -1;
        }
        word -= ZEROS;
        word = word * 10 + (word >>> 8);
        return ((word & PAIRS) * 0x000F424000000064L + ((word >>> 16) & PAIRS) * 0x0000271000000001L) >>> 32;
    }

    private static long slowly(byte[] bytes, int from, int end) {
        long value = 0;
        for (int at = from; at < end; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
