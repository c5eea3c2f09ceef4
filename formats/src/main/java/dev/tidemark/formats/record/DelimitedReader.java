package dev.tidemark.formats.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.BadArtifactException;
import dev.tidemark.formats.Decoded;
import dev.tidemark.formats.Input;
import dev.tidemark.formats.bytes.Lines;
import dev.tidemark.formats.bytes.Utf8;
import dev.tidemark.formats.bytes.Window;
import dev.tidemark.formats.record.Delimited.Extra;
import dev.tidemark.formats.record.Delimited.Header;
import dev.tidemark.formats.record.QuotedFields.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** Reads delimited lines. Where reading goes on behind a header, the header is read again. */
final class DelimitedReader implements RecordReader {
    private static final int NO_COMMENT = -1;

    private final Delimited options;
    private final List<String> wanted;
    private final Fields fields;
    private final Window window;
    private final DelimitedCutter cutter;
    private final int comment;
    private int[] targets = {};

    DelimitedReader(Delimited options, List<String> wanted, Window window) {
        this.options = options;
        this.wanted = List.copyOf(wanted);
        this.window = window;
        fields = new Fields(wanted.size());
        cutter = new DelimitedCutter(options);
        comment = options.comment().isEmpty() ? NO_COMMENT : options.comment().charAt(0);
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
            while (next(lines)) {
                record(lines, input, records);
            }
            return lines.decoded();
        }
    }

    /** Finds the next line that is neither empty nor a comment. */
    private boolean next(Lines lines) throws IOException {
        while (lines.next()) {
            if (!lines.isEmpty() && lines.bytes()[lines.from()] != comment) {
                return true;
            }
        }
        return false;
    }

    /** Finds out the names of the fields; false if that took a line which is a record. */
    private boolean header(Lines lines) throws IOException {
        targets = Targets.of(options.columns(), wanted);
        if (options.header() == Header.NONE || !next(lines)) {
            return true;
        }
        if (options.header() == Header.REQUIRED) {
            targets = Targets.of(requiredNames(lines), wanted);
            return true;
        }
        List<String> names = names(lines);
        List<String> known = names.stream().filter(options.columns()::contains).toList();
        boolean isHeader = !known.isEmpty() && known.stream().distinct().count() == known.size();
        if (isHeader) {
            targets = Targets.of(names, wanted);
        } else {
            lines.retract();
        }
        return isHeader;
    }

    private List<String> requiredNames(Lines lines) throws IOException {
        List<String> names = names(lines);
        if (lines.invalid() >= 0) {
            throw new BadArtifactException(
                    "its header is " + Utf8.reason(lines.bytes(), lines.from(), lines.invalid()));
        }
        if (names.isEmpty()) {
            int shown = Math.min(200, lines.to() - lines.from());
            throw new BadArtifactException(
                    "its header has a quote out of place: " + new String(lines.bytes(), lines.from(), shown, UTF_8));
        }
        return names;
    }

    /** The fields of a header; none if it cannot be cut. */
    private List<String> names(Lines lines) throws IOException {
        int most = lines.to() - lines.from() + 1;
        Fields all = new Fields(most);
        Outcome outcome = cutter.cut(lines, IntStream.range(0, most).toArray(), all);
        return outcome == Outcome.WHOLE
                ? IntStream.range(0, Math.min(most, cutter.count()))
                        .mapToObj(place -> all.at(place).toString())
                        .toList()
                : List.of();
    }

    private void record(Lines lines, Input input, RecordHandler records) throws IOException {
        fields.clear();
        Outcome outcome = cutter.cut(lines, targets, fields);
        if (outcome == Outcome.OPEN && input.tail() == Input.Tail.UNFINISHED && !DelimitedCutter.isTooLong(lines)) {
            lines.leave();
            return;
        }
        if (outcome != Outcome.WHOLE) {
            lines.retract();
        }
        String problem = problem(lines, outcome);
        int length = lines.to() - lines.from();
        if (problem.isEmpty()) {
            records.record(fields, lines.number(), lines.bytes(), lines.from(), length);
        } else {
            records.bad(lines.number(), problem, lines.bytes(), lines.from(), length);
        }
    }

    private String problem(Lines lines, Outcome outcome) {
        return switch (outcome) {
            case OPEN -> "the quote of field " + (cutter.count() + 1) + " is not closed";
            case BROKEN -> "the quote of field " + (cutter.count() + 1) + " is closed within the field";
            case WHOLE -> {
                if (cutter.count() > targets.length && options.extra() == Extra.REJECT) {
                    yield "it has " + cutter.count() + " fields, but " + targets.length + " are named";
                }
                int invalid = lines.invalid();
                yield invalid < 0 ? "" : Utf8.reason(lines.bytes(), lines.from(), invalid);
            }
        };
    }
}
