package dev.tidemark.formats.record;

import dev.tidemark.formats.bytes.Lines;
import dev.tidemark.formats.bytes.Words;
import dev.tidemark.formats.record.Fields.Kind;
import dev.tidemark.formats.record.QuotedFields.Outcome;
import java.io.IOException;

/** Cuts lines at their delimiters: eight bytes at a time where there are no quotes. One thread. */
final class DelimitedCutter {
    /** A quoted field with line breaks may make a record this long; beyond, its quote is taken for a stray one. */
    private static final int LONGEST_JOINED = 1 << 20;

    private static final int NO_QUOTE = -1;

    private final long delimiters;
    private final int quote;
    private final QuotedFields quoted;
    private int count;

    DelimitedCutter(Delimited options) {
        char delimiter = options.delimiter().charAt(0);
        delimiters = delimiter * Words.ONES;
        quote = options.quote().isEmpty() ? NO_QUOTE : options.quote().charAt(0);
        int escape = options.escape().isEmpty() ? quote : options.escape().charAt(0);
        quoted = new QuotedFields((byte) delimiter, (byte) quote, (byte) escape);
    }

    /** How many fields the last line has, as far as it could be cut. */
    int count() {
        return count;
    }

    /** Cuts a line, and adds the lines behind it to it while a quoted field goes on. */
    Outcome cut(Lines lines, int[] targets, Fields fields) throws IOException {
        if (!hasQuote(lines)) {
            cutPlain(lines, targets, fields);
            return Outcome.WHOLE;
        }
        quoted.begin();
        Outcome outcome = quoted.cut(lines.bytes(), lines.from(), lines.to());
        while (outcome == Outcome.OPEN && !isTooLong(lines) && lines.extend()) {
            outcome = quoted.cut(lines.bytes(), lines.from(), lines.to());
        }
        count = quoted.count();
        if (outcome == Outcome.WHOLE) {
            quoted.give(lines.bytes(), lines.from(), targets, fields);
        }
        return outcome;
    }

    /** Whether a record is too long for a quoted field that goes on in the next line. */
    static boolean isTooLong(Lines lines) {
        return lines.to() - lines.from() > LONGEST_JOINED;
    }

    private boolean hasQuote(Lines lines) {
        if (quote == NO_QUOTE) {
            return false;
        }
        byte[] bytes = lines.bytes();
        long quotes = quote * Words.ONES;
        for (int at = lines.from(); at < lines.to(); at += 8) {
            long found = Words.firstZero(Words.at(bytes, at) ^ quotes);
            if (found != 0) {
                return at + Words.before(found) < lines.to();
            }
        }
        return false;
    }

    private void cutPlain(Lines lines, int[] targets, Fields fields) {
        byte[] bytes = lines.bytes();
        int to = lines.to();
        int start = lines.from();
        int place = 0;
        for (int at = start; at < to; at += 8) {
            long found = Words.zeros(Words.at(bytes, at) ^ delimiters);
            while (found != 0) {
                int end = at + Words.before(found);
                if (end >= to) {
                    break;
                }
                if (place < targets.length && targets[place] >= 0) {
                    fields.set(targets[place], Kind.TEXT, bytes, start, end - start);
                }
                place++;
                start = end + 1;
                found &= found - 1;
            }
        }
        if (place < targets.length && targets[place] >= 0) {
            fields.set(targets[place], Kind.TEXT, bytes, start, to - start);
        }
        count = place + 1;
    }
}
