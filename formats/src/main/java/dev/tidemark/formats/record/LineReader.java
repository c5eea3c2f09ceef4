package dev.tidemark.formats.record;

import dev.tidemark.formats.Decoded;
import dev.tidemark.formats.Input;
import dev.tidemark.formats.bytes.Lines;
import dev.tidemark.formats.bytes.Utf8;
import dev.tidemark.formats.bytes.Window;
import java.io.IOException;

/** Reads a record from each line that is not empty. */
final class LineReader implements RecordReader {
    private final Window window;
    private final Fields fields;
    private final LineCutter cutter;

    LineReader(Window window, int wanted, LineCutter cutter) {
        this.window = window;
        fields = new Fields(wanted);
        this.cutter = cutter;
    }

    @Override
    public Decoded read(Input input, RecordHandler records) throws IOException {
        try (window) {
            window.open(input);
            Lines lines = new Lines(window, input);
            lines.skip();
            while (lines.next()) {
                if (!lines.isEmpty()) {
                    line(lines, records);
                }
            }
            return lines.decoded();
        }
    }

    private void line(Lines lines, RecordHandler records) throws IOException {
        fields.clear();
        int invalid = lines.invalid();
        int from = lines.from();
        int length = lines.to() - from;
        String problem = invalid >= 0 ? Utf8.reason(lines.bytes(), from, invalid) : cutter.cut(lines, fields);
        if (problem == null) {
            records.record(fields, lines.number(), lines.bytes(), from, length);
        } else {
            records.bad(lines.number(), problem, lines.bytes(), from, length);
        }
    }
}
