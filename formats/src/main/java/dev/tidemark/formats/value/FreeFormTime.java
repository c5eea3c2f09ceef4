package dev.tidemark.formats.value;

import static dev.tidemark.formats.value.Calendar.DAY;
import static dev.tidemark.formats.value.Calendar.SECOND;
import static dev.tidemark.formats.value.Calendar.UNREADABLE;
import static dev.tidemark.formats.value.Calendar.four;
import static dev.tidemark.formats.value.Calendar.two;

import java.nio.charset.StandardCharsets;

/**
 * Times in any of the usual forms: epoch seconds (9 or 10 digits), milliseconds (12 or 13) and nanoseconds (18 or 19),
 * RFC 3339, RFC 1123, 850 and 822, those of Unix tools, of web servers, and dates. Without a zone, UTC. Digits below a
 * microsecond are cut off.
 */
public final class FreeFormTime {
    private static final int DATE = "2006-01-02".length();
    private static final int DATE_TIME = "2006-01-02T15:04:05".length();
    private static final int WEB = "02/Jan/2006:15:04:05".length();

    private FreeFormTime() {}

    /**
     * Microseconds since 1970-01-01T00:00Z.
     *
     * @throws UnfitValueException if the text is no time, or one that does not exist
     */
    public static long micros(byte[] bytes, int from, int length) throws UnfitValueException {
        long micros = quick(bytes, from, length);
        if (micros == UNREADABLE) {
            micros = WrittenTime.micros(new String(bytes, from, length, StandardCharsets.UTF_8));
        }
        if (micros == UNREADABLE) {
            throw UnfitValueException.of(bytes, from, length, "is not a TIMESTAMP");
        }
        return micros;
    }

    /** Days since 1970-01-01 of the time in UTC. */
    public static long days(byte[] bytes, int from, int length) throws UnfitValueException {
        try {
            return Math.floorDiv(micros(bytes, from, length), DAY);
        } catch (UnfitValueException unfit) {
            throw UnfitValueException.of(bytes, from, length, "is not a DATE");
        }
    }

    private static long quick(byte[] bytes, int from, int length) {
        if (length < 9) {
            return UNREADABLE;
        }
        if (length >= DATE && bytes[from + 4] == '-') {
            return iso(bytes, from, length);
        }
        if (length >= WEB && bytes[from + 2] == '/') {
            return web(bytes, from, length);
        }
        return length <= 19 ? epoch(bytes, from, length) : UNREADABLE;
    }

    private static long iso(byte[] bytes, int from, int length) {
        int year = four(bytes, from);
        int month = two(bytes, from + 5);
        int day = two(bytes, from + 8);
        if (year < 0 || bytes[from + 7] != '-') {
            return UNREADABLE;
        }
        if (length == DATE) {
            return Calendar.micros(year, month, day, 0, 0, 0);
        }
        boolean shaped = length >= DATE_TIME
                && (bytes[from + DATE] == 'T' || bytes[from + DATE] == ' ')
                && bytes[from + 13] == ':'
                && bytes[from + 16] == ':';
        if (!shaped) {
            return UNREADABLE;
        }
        long whole =
                Calendar.micros(year, month, day, two(bytes, from + 11), two(bytes, from + 14), two(bytes, from + 17));
        return whole == UNREADABLE ? whole : fraction(whole, bytes, from + DATE_TIME, from + length);
    }

    private static long fraction(long whole, byte[] bytes, int from, int end) {
        int at = from;
        long micros = 0;
        if (at < end && (bytes[at] == '.' || bytes[at] == ',')) {
            int unit = (int) SECOND;
            at++;
            while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
                unit /= 10;
                micros += (long) unit * (bytes[at] - '0');
                at++;
            }
            if (at == from + 1) {
                return UNREADABLE;
            }
        }
        return zone(whole + micros, bytes, at, end);
    }

    private static long web(byte[] bytes, int from, int length) {
        int year = four(bytes, from + 7);
        boolean shaped = year >= 0
                && bytes[from + 6] == '/'
                && bytes[from + 11] == ':'
                && bytes[from + 14] == ':'
                && bytes[from + 17] == ':';
        if (!shaped) {
            return UNREADABLE;
        }
        long local = Calendar.micros(
                year,
                Calendar.month(bytes, from + 3),
                two(bytes, from),
                two(bytes, from + 12),
                two(bytes, from + 15),
                two(bytes, from + 18));
        int end = from + length;
        return local == UNREADABLE ? local : zone(local, bytes, from + WEB, end);
    }

    /** Nothing, {@code Z}, {@code +01:00} or {@code +0100}, the last two also after a space; names are not known. */
    private static long zone(long local, byte[] bytes, int from, int end) {
        int at = from < end && bytes[from] == ' ' ? from + 1 : from;
        int left = end - at;
        if (end == from || (left == 1 && (bytes[at] == 'Z' || bytes[at] == 'z'))) {
            return local;
        }
        boolean colon = left == 6 && bytes[at + 3] == ':';
        if ((left != 5 && !colon) || (bytes[at] != '+' && bytes[at] != '-')) {
            return UNREADABLE;
        }
        int hours = two(bytes, at + 1);
        int minutes = two(bytes, end - 2);
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
            return UNREADABLE;
        }
        long offset = (hours * 60L + minutes) * 60 * SECOND;
        return bytes[at] == '+' ? local - offset : local + offset;
    }

    private static long epoch(byte[] bytes, int from, int length) {
        long value = 0;
        for (int at = from; at < from + length; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return UNREADABLE;
            }
            value = value * 10 + digit;
        }
        if (value < 0) {
            return UNREADABLE;
        }
        return switch (length) {
            case 9, 10 -> value * SECOND;
            case 12, 13 -> value * 1000;
            case 18, 19 -> value / 1000;
            default -> UNREADABLE;
        };
    }
}
