package dev.tidemark.formats.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.BadArtifactException;
import dev.tidemark.formats.Decoded;
import dev.tidemark.formats.Input;
import dev.tidemark.formats.bytes.Lines;
import dev.tidemark.formats.bytes.Utf8;
import dev.tidemark.formats.bytes.Window;
import dev.tidemark.formats.bytes.Words;
import dev.tidemark.formats.record.Delimited.Extra;
import dev.tidemark.formats.record.Delimited.Header;
import dev.tidemark.formats.record.Fields.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads delimited lines. A line without quotes is cut eight bytes at a time. */
final class DelimitedReader implements RecordReader {
    /** A quoted field with line breaks may make a record this long; beyond, its quote is taken for a stray one. */
    private static final int LONGEST_JOINED = 1 << 20;

    private static final int NO_CHARACTER = -1;

    private final Delimited options;
    private final List<String> wanted;
    private final Fields fields;
    private final Window window;
    private final long delimiters;
    private final int quote;
    private final int comment;
    private final QuotedFields quoted;
    private int[] targets = {};

    DelimitedReader(Delimited options, List<String> wanted, Window window) {
        this.window = window;
        this.options = options;
        this.wanted = List.copyOf(wanted);
        fields = new Fields(wanted.size());
        delimiters = options.delimiter().charAt(0) * Words.ONES;
        quote = character(options.quote());
        comment = character(options.comment());
        int escape = options.escape().isEmpty() ? quote : character(options.escape());
        quoted = new QuotedFields((byte) delimiters, (byte) quote, (byte) escape);
    }

    private static int character(String option) {
        return option.isEmpty() ? NO_CHARACTER : option.charAt(0);
    }

    @Override
    public Decoded read(Input input, RecordHandler records) throws IOException {
        try (window) {
            window.open(input);
            Lines lines = new Lines(window, input);
            boolean firstIsRecord = !header(lines);
            if (input.next() > 0) {
                lines.skip();
            } else if (firstIsRecord) {
                record(lines, input, records);
            }
            while (nextRecord(lines)) {
                record(lines, input, records);
            }
            return lines.decoded();
        }
    }

    /** Finds out the names of the fields; false if that took a line which is a record. */
    private boolean header(Lines lines) throws IOException {
        targets = Targets.of(options.columns(), wanted);
        if (options.header() == Header.NONE || !nextRecord(lines)) {
            return true;
        }
        List<String> names = names(lines);
        if (options.header() == Header.AUTO && !isHeader(names)) {
            return false;
        }
        targets = Targets.of(names, wanted);
        return true;
    }

    private boolean isHeader(List<String> names) {
        List<String> known = names.stream().filter(options.columns()::contains).toList();
        return !known.isEmpty() && known.stream().distinct().count() == known.size();
    }

    private List<String> names(Lines lines) throws IOException {
        if (options.header() == Header.REQUIRED && lines.invalid() >= 0) {
            throw new BadArtifactException(
                    "its header is " + Utf8.reason(lines.bytes(), lines.from(), lines.invalid()));
        }
        List<String> names = new ArrayList<>();
        Fields all = new Fields(lines.to() - lines.from() + 1);
        int[] each = new int[all.size()];
        for (int place = 0; place < each.length; place++) {
            each[place] = place;
        }
        int count = hasQuote(lines) ? cutQuotedNames(lines, each, all) : cut(lines, each, all);
        for (int place = 0; place < count; place++) {
            names.add(all.string(place));
        }
        return names;
    }

    private int cutQuotedNames(Lines lines, int[] each, Fields all) throws IOException {
        quoted.begin();
        if (quoted.cut(lines.bytes(), lines.from(), lines.to()) != QuotedFields.Outcome.WHOLE) {
            throw new BadArtifactException("its header has a quote that is not closed: "
                    + new String(lines.bytes(), lines.from(), Math.min(200, lines.to() - lines.from()), UTF_8));
        }
        quoted.give(lines.bytes(), lines.from(), each, all);
        return quoted.count();
    }

    /** Finds the next line that is neither empty nor a comment. */
    private boolean nextRecord(Lines lines) throws IOException {
        while (lines.next()) {
            if (!lines.isEmpty() && lines.bytes()[lines.from()] != comment) {
                return true;
            }
        }
        return false;
    }

    private void record(Lines lines, Input input, RecordHandler records) throws IOException {
        fields.clear();
        int count;
        String problem = "";
        if (hasQuote(lines)) {
            QuotedFields.Outcome outcome = cutQuoted(lines);
            if (outcome == QuotedFields.Outcome.OPEN && input.tail() == Input.Tail.UNFINISHED && !isTooLong(lines)) {
                lines.leave();
                return;
            }
            count = quoted.count();
            if (outcome != QuotedFields.Outcome.WHOLE) {
                problem = outcome == QuotedFields.Outcome.OPEN
                        ? "the quote of field " + (count + 1) + " is not closed"
                        : "the quote of field " + (count + 1) + " is closed within the field";
                lines.retract();
            } else {
                quoted.give(lines.bytes(), lines.from(), targets, fields);
            }
        } else {
            count = cut(lines, targets, fields);
        }
        if (problem.isEmpty()) {
            problem = problem(lines, count);
        }
        give(lines, problem, records);
    }

    private String problem(Lines lines, int count) {
        if (count > targets.length && options.extra() == Extra.REJECT) {
            return "it has " + count + " fields, but " + targets.length + " are named";
        }
        int invalid = lines.invalid();
        return invalid < 0 ? "" : Utf8.reason(lines.bytes(), lines.from(), invalid);
    }

    private void give(Lines lines, String problem, RecordHandler records) throws IOException {
        int length = lines.to() - lines.from();
        if (problem.isEmpty()) {
            records.record(fields, lines.number(), lines.bytes(), lines.from(), length);
        } else {
            records.bad(lines.number(), problem, lines.bytes(), lines.from(), length);
        }
    }

    private QuotedFields.Outcome cutQuoted(Lines lines) throws IOException {
        quoted.begin();
        while (true) {
            QuotedFields.Outcome outcome = quoted.cut(lines.bytes(), lines.from(), lines.to());
            if (outcome != QuotedFields.Outcome.OPEN || isTooLong(lines) || !lines.extend()) {
                return outcome;
            }
        }
    }

    private static boolean isTooLong(Lines lines) {
        return lines.to() - lines.from() > LONGEST_JOINED;
    }

    private boolean hasQuote(Lines lines) {
        if (quote == NO_CHARACTER) {
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

    /** Cuts at each delimiter; how many fields there are. */
    private int cut(Lines lines, int[] into, Fields record) {
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
                if (place < into.length && into[place] >= 0) {
                    record.set(into[place], Kind.TEXT, bytes, start, end - start);
                }
                place++;
                start = end + 1;
                found &= found - 1;
            }
        }
        if (place < into.length && into[place] >= 0) {
            record.set(into[place], Kind.TEXT, bytes, start, to - start);
        }
        return place + 1;
    }
}
