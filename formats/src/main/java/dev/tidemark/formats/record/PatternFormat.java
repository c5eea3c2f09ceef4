package dev.tidemark.formats.record;

import dev.tidemark.formats.bytes.Window;
import dev.tidemark.formats.grok.Grok;
import java.util.List;

/** Lines cut by a pattern with named parts. */
record PatternFormat(Grok grok, Grok.Extent extent) implements Compiled {
    static PatternFormat of(Regex options) {
        return new PatternFormat(Grok.regex(options.layout()), options.extent());
    }

    static PatternFormat of(GrokLines options) {
        return new PatternFormat(Grok.compile(options.layout(), options.patterns()), options.extent());
    }

    List<String> names() {
        return List.copyOf(grok.names());
    }

    @Override
    public RecordReader reader(List<String> wanted, Window window) {
        return new LineReader(window, wanted.size(), new PatternCutter(grok, extent, wanted));
    }
}
