package dev.tidemark.formats.record;

import dev.tidemark.formats.record.Fields.Kind;
import java.util.Arrays;

/**
 * Cuts a line with quotes into fields. Where a quoted field does not end with the line, more can be added, and cutting
 * goes on where it stopped.
 */
final class QuotedFields {
    /** What came of a line. */
    enum Outcome {
        WHOLE,
        /** A quoted field goes on in the next line. */
        OPEN,
        /** Something follows a closing quote that is no delimiter. */
        BROKEN
    }

    private final byte delimiter;
    private final byte quote;
    private final byte escape;
    // Places are relative to the record, which may be moved while it grows.
    private int[] starts = new int[16];
    private int[] ends = new int[16];
    private boolean[] escaped = new boolean[16];
    private byte[] texts = new byte[1 << 10];
    private int count;
    private int at;
    private boolean within;

    QuotedFields(byte delimiter, byte quote, byte escape) {
        this.delimiter = delimiter;
        this.quote = quote;
        this.escape = escape;
    }

    void begin() {
        count = 0;
        at = 0;
        within = false;
        escaped[0] = false;
        starts[0] = 0;
    }

    int count() {
        return count;
    }

    Outcome cut(byte[] bytes, int from, int to) {
        int length = to - from;
        while (true) {
            if (!within && at < length && bytes[from + at] == quote) {
                within = true;
                at++;
                starts[count] = at;
            }
            if (within) {
                if (!closingQuote(bytes, from, length)) {
                    return Outcome.OPEN;
                }
                ends[count] = at++;
                within = false;
                if (at < length && bytes[from + at] != delimiter) {
                    return Outcome.BROKEN;
                }
            } else {
                while (at < length && bytes[from + at] != delimiter) {
                    at++;
                }
                ends[count] = at;
            }
            if (at == length) {
                count++;
                return Outcome.WHOLE;
            }
            at++;
            nextField();
        }
    }

    private void nextField() {
        if (++count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
            escaped = Arrays.copyOf(escaped, count * 2);
        }
        starts[count] = at;
        escaped[count] = false;
    }

    /** Moves to the quote that ends the field; false if it does not end here. */
    private boolean closingQuote(byte[] bytes, int from, int length) {
        while (at < length) {
            byte c = bytes[from + at];
            boolean last = at + 1 == length;
            if (c == escape && escape != quote) {
                if (last) {
                    return false;
                }
                escaped[count] = true;
                at += 2;
            } else if (c == quote) {
                if (escape != quote || last || bytes[from + at + 1] != quote) {
                    return true;
                }
                escaped[count] = true;
                at += 2;
            } else {
                at++;
            }
        }
        return false;
    }

    void give(byte[] bytes, int from, int[] targets, Fields fields) {
        int used = 0;
        for (int i = 0; i < Math.min(count, targets.length); i++) {
            if (targets[i] < 0) {
                continue;
            }
            if (!escaped[i]) {
                fields.set(targets[i], Kind.TEXT, bytes, from + starts[i], ends[i] - starts[i]);
                continue;
            }
            if (texts.length - used < ends[i] - starts[i]) {
                texts = new byte[(ends[i] - starts[i]) * 2]; // fields given before keep the old array
                used = 0;
            }
            int end = unescape(bytes, from + starts[i], from + ends[i], used);
            fields.set(targets[i], Kind.TEXT, texts, used, end - used);
            used = end;
        }
    }

    private int unescape(byte[] bytes, int from, int to, int start) {
        int end = start;
        for (int i = from; i < to; i++) {
            boolean escapes = bytes[i] == escape && i + 1 < to && (bytes[i + 1] == quote || bytes[i + 1] == escape);
            texts[end++] = escapes ? bytes[++i] : bytes[i];
        }
        return end;
    }
}
