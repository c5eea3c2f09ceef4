package dev.tidemark.formats.record;

import dev.tidemark.formats.grok.Grok;

/**
 * Lines whose fields are the named groups of a regular expression.
 *
 * @param layout Java's syntax; {@code (?P<name>…)} is understood too
 * @param extent how much of a line has to match
 */
public record Regex(String layout, Grok.Extent extent) implements FormatOptions {
    public Regex {
        LineLayout.check(layout);
    }

    /** Matches anywhere in a line, as an expression without anchors does. */
    public Regex(String layout) {
        this(layout, Grok.Extent.ANYWHERE);
    }
}
