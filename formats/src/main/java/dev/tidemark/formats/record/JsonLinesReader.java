package dev.tidemark.formats.record;

import dev.tidemark.formats.Decoded;
import dev.tidemark.formats.Input;
import dev.tidemark.formats.bytes.Lines;
import dev.tidemark.formats.bytes.Window;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one JSON object per line; lines of nothing but white space are left out. */
final class JsonLinesReader implements RecordReader {
    private final Window window;
    private final JsonRecord json;

    JsonLinesReader(List<String> wanted, Window window) {
        this(wanted, window, null);
    }

    /** @param unclaimed takes what is not wanted, if anything does */
    JsonLinesReader(List<String> wanted, Window window, @Nullable Unclaimed unclaimed) {
        this.window = window;
        Fields fields = new Fields(wanted.size());
        json = new JsonRecord(JsonWanted.ofRecord(wanted, fields), fields, unclaimed);
    }

    @Override
    public Decoded read(Input input, RecordHandler records) throws IOException {
        try (window) {
            window.open(input);
            Lines lines = new Lines(window, input);
            lines.skip();
            while (lines.next()) {
                if (json.scanner().blank(lines.bytes(), lines.from()) < lines.to()) {
                    line(lines, records);
                }
            }
            return lines.decoded();
        }
    }

    private void line(Lines lines, RecordHandler records) throws IOException {
        byte[] bytes = lines.bytes();
        int from = lines.from();
        int to = lines.to();
        byte behind = bytes[to];
        bytes[to] = 0; // the scanner stops there
        String problem = problem(bytes, from, to);
        bytes[to] = behind;
        if (problem == null) {
            records.record(json.fields(), lines.number(), bytes, from, to - from);
        } else {
            records.bad(lines.number(), problem, bytes, from, to - from);
        }
    }

    private @Nullable String problem(byte[] bytes, int from, int to) {
        try {
            int end = json.read(bytes, json.scanner().blank(bytes, from), to);
            end = json.scanner().blank(bytes, end);
            if (end < to) {
                throw new BrokenJson(end, "the end of the line");
            }
            return json.problem();
        } catch (BrokenJson e) {
            return "not JSON at column " + (e.at() - from + 1) + ": " + e.reason(bytes, to);
        }
    }
}
