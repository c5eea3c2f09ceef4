package dev.tidemark.formats.record;

import dev.tidemark.formats.bytes.Window;
import java.util.Arrays;

/** Texts with their escapes resolved, one after another in a buffer; zeros follow the last one. */
final class JsonText {
    private byte[] bytes = new byte[1 << 10];
    private int size;
    private int start;

    /** Forgets all texts. Their bytes stay as they are until the next is added. */
    void clear() {
        if (bytes.length > 1 << 20) {
            bytes = new byte[1 << 10];
        }
        size = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where the last text begins. */
    int start() {
        return start;
    }

    int length() {
        return size - start;
    }

    /**
     * Adds a text of which the grammar has been checked.
     *
     * @return where an escape stands that is half of a surrogate pair, and so no character; -1 if there is none
     */
    int add(byte[] json, int from, int to) {
        room(to - from);
        start = size;
        int at = from;
        while (at < to) {
            byte c = json[at];
            if (c != '\\') {
                bytes[size++] = c;
                at++;
            } else if (json[at + 1] != 'u') {
                bytes[size++] = simple(json[at + 1]);
                at += 2;
            } else {
                int used = character(json, at, to);
                if (used == 0) {
                    return at;
                }
                at += used;
            }
        }
        Arrays.fill(bytes, size, size + Window.PADDING, (byte) 0);
        return -1;
    }

    private void room(int more) {
        if (bytes.length - size < more + Window.PADDING) {
            // Earlier texts of this record are read from the array they were written to, so that one is left alone.
            long roomy = (long) more + Window.PADDING + Math.clamp(more, 1 << 10, 1 << 20);
            bytes = new byte[(int) Math.min(roomy, Integer.MAX_VALUE - 8)];
            size = 0;
        }
    }

    private static byte simple(byte escape) {
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escape;
        };
    }

    /** Adds the character of a {@code \}{@code u} escape, or of a pair; how many bytes of JSON that was, 0 if none. */
    private int character(byte[] json, int at, int to) {
        char first = unit(json, at);
        if (!Character.isSurrogate(first)) {
            encode(first);
            return 6;
        }
        boolean pair = Character.isHighSurrogate(first) && at + 12 <= to && json[at + 6] == '\\' && json[at + 7] == 'u';
        if (!pair || !Character.isLowSurrogate(unit(json, at + 6))) {
            return 0;
        }
        encode(Character.toCodePoint(first, unit(json, at + 6)));
        return 12;
    }

    private static char unit(byte[] json, int at) {
        int unit = 0;
        for (int digit = at + 2; digit < at + 6; digit++) {
            unit = unit << 4 | Character.digit(json[digit], 16);
        }
        return (char) unit;
    }

    private void encode(int character) {
        if (character < 0x80) {
            bytes[size++] = (byte) character;
        } else if (character < 0x800) {
            bytes[size++] = (byte) (0xc0 | character >> 6);
            bytes[size++] = (byte) (0x80 | character & 0x3f);
        } else if (character < 0x10000) {
            bytes[size++] = (byte) (0xe0 | character >> 12);
            bytes[size++] = (byte) (0x80 | character >> 6 & 0x3f);
            bytes[size++] = (byte) (0x80 | character & 0x3f);
        } else {
            bytes[size++] = (byte) (0xf0 | character >> 18);
            bytes[size++] = (byte) (0x80 | character >> 12 & 0x3f);
            bytes[size++] = (byte) (0x80 | character >> 6 & 0x3f);
            bytes[size++] = (byte) (0x80 | character & 0x3f);
        }
    }
}
