package dev.tidemark.formats.record;

import dev.tidemark.formats.grok.Grok;
import java.util.Map;

/**
 * Lines whose fields are the named parts of a {@link Grok} pattern.
 *
 * @param patterns more patterns by name
 * @param extent   how much of a line has to match
 */
public record GrokLines(String layout, Map<String, String> patterns, Grok.Extent extent) implements FormatOptions {
    public GrokLines {
        LineLayout.check(layout);
        patterns = Map.copyOf(patterns);
    }

    /** Matches anywhere in a line, as a pattern without anchors does. */
    public GrokLines(String layout, Map<String, String> patterns) {
        this(layout, patterns, Grok.Extent.ANYWHERE);
    }
}
