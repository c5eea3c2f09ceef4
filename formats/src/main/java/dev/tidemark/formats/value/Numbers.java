package dev.tidemark.formats.value;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Numbers as they are written, exactly. */
public final class Numbers {
    private static final int MANTISSA_DIGITS = 15;
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private Numbers() {}

    /**
     * A whole number of 64 bits; {@code 7.0} and {@code 7e0} are 7.
     *
     * @throws UnfitValueException if the text is none, or one that needs more bits
     */
    public static long whole(byte[] bytes, int from, int length) throws UnfitValueException {
        long value = Digits.number(bytes, from, length);
        if (value >= 0) {
            return value;
        }
        if (length > 1 && bytes[from] == '-') {
            long negative = Digits.number(bytes, from + 1, length - 1);
            if (negative >= 0) {
                return -negative;
            }
        }
        return unusual(bytes, from, length);
    }

    /** As {@link #whole}, of 32 bits. */
    public static int small(byte[] bytes, int from, int length) throws UnfitValueException {
        long value;
        try {
            value = whole(bytes, from, length);
        } catch (UnfitValueException unfit) {
            throw UnfitValueException.of(bytes, from, length, "is not an INTEGER");
        }
        if (value != (int) value) {
            throw UnfitValueException.of(bytes, from, length, "is outside the range of INTEGER; use bigint");
        }
        return (int) value;
    }

    /**
     * A number in decimal notation, the nearest of 64 bits.
     *
     * @throws UnfitValueException if the text is none; not-a-number and infinity are none
     */
    public static double real(byte[] bytes, int from, int length) throws UnfitValueException {
        boolean negative = length > 0 && bytes[from] == '-';
        int end = from + length;
        long mantissa = 0;
        int digits = 0;
        int point = -1;
        for (int at = negative ? from + 1 : from; at < end; at++) {
            byte letter = bytes[at];
            if (letter == '.' && point < 0) {
                point = digits;
            } else if (letter >= '0' && letter <= '9' && digits < MANTISSA_DIGITS) {
                mantissa = mantissa * 10 + (letter - '0');
                digits++;
            } else {
                return unusualReal(bytes, from, length);
            }
        }
        if (digits == 0) {
            return unusualReal(bytes, from, length);
        }
        double value = point < 0 ? mantissa : mantissa / POWERS[digits - point];
        return negative ? -value : value;
    }

    private static long unusual(byte[] bytes, int from, int length) throws UnfitValueException {
        try {
            BigDecimal value = decimal(bytes, from, length);
            return value.longValueExact();
        } catch (NumberFormatException none) {
            throw UnfitValueException.of(bytes, from, length, "is not a BIGINT");
        } catch (ArithmeticException tooLarge) {
            throw UnfitValueException.of(bytes, from, length, "is not a BIGINT: it has a fraction or needs more bits");
        }
    }

    private static double unusualReal(byte[] bytes, int from, int length) throws UnfitValueException {
        try {
            double value = decimal(bytes, from, length).doubleValue();
            if (Double.isInfinite(value)) {
                throw UnfitValueException.of(bytes, from, length, "is outside the range of DOUBLE");
            }
            return value;
        } catch (NumberFormatException none) {
            throw UnfitValueException.of(bytes, from, length, "is not a DOUBLE");
        }
    }

    /** Spaces around a number do not matter. */
    private static BigDecimal decimal(byte[] bytes, int from, int length) {
        return new BigDecimal(new String(bytes, from, length, StandardCharsets.ISO_8859_1).strip());
    }
}
