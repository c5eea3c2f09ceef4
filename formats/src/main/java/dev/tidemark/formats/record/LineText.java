package dev.tidemark.formats.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/**
 * A line as the regular expression engine reads it. ASCII is read where it lies. A pattern that backtracks so much that
 * it would not end has to stop.
 */
final class LineText implements CharSequence {
    private static final long STEPS = 10_000_000;
    private static final long STEPS_A_BYTE = 100;

    /** A pattern went on and on. */
    static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManySteps() {
            super(null, null, false, false);
        }
    }

    private byte[] bytes = {};
    private int from;
    private int length;
    private @Nullable String text;
    private long steps;

    void set(byte[] source, int at, int size, boolean ascii) {
        bytes = source;
        from = at;
        text = ascii ? null : new String(source, at, size, UTF_8);
        length = text == null ? size : text.length();
        steps = STEPS + STEPS_A_BYTE * size;
    }

    /** Gives a part of the line to a field. */
    void give(int start, int end, int field, Fields fields) {
        if (text == null) {
            fields.set(field, Fields.Kind.TEXT, bytes, from + start, end - start);
        } else {
            byte[] part = text.substring(start, end).getBytes(UTF_8);
            fields.set(field, Fields.Kind.TEXT, part, 0, part.length);
        }
    }

    @Override
    public char charAt(int index) {
        if (--steps < 0) {
            throw new TooManySteps();
        }
        return text == null ? (char) bytes[from + index] : text.charAt(index);
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return toString().substring(start, end);
    }

    @Override
    public String toString() {
        return text == null ? new String(bytes, from, length, ISO_8859_1) : text;
    }
}
