package dev.tidemark.formats.record;

import java.util.List;

/**
 * Lines of fields with a delimiter between them; a quoted field may hold delimiters and line breaks.
 *
 * @param delimiter one ASCII character
 * @param quote     one, or empty: quotes then mean nothing, and lines are cut faster
 * @param escape    makes a quote or itself part of a quoted field; empty or the quote itself: quotes are doubled
 * @param comment   lines that begin with it are left out; empty: there are none
 * @param header    whether the first line holds the names of the fields
 * @param columns   names of the fields where there is no header; those a header may have with {@link Header#AUTO}
 * @param extra     what to do with more fields than names
 */
public record Delimited(
        String delimiter, String quote, String escape, String comment, Header header, List<String> columns, Extra extra)
        implements FormatOptions {
    /** Whether the first line holds the names of the fields. */
    public enum Header {
        REQUIRED,
        NONE,
        /** If at least one of the {@code columns} is in it and none of them twice; other names in it are ignored. */
        AUTO
    }

    /** What to do with more fields than names; missing ones are absent. */
    public enum Extra {
        /** The record is bad. */
        REJECT,
        IGNORE
    }

    /** Comma, double quotes, and a header. */
    public static final Delimited CSV = new Delimited(",", "\"", "\"", "", Header.REQUIRED, List.of(), Extra.REJECT);

    public Delimited {
        character("delimiter", delimiter);
        if (delimiter.isEmpty()) {
            throw new IllegalArgumentException("delimiter is empty; name the character between fields, as \",\"");
        }
        character("quote", quote);
        character("escape", escape);
        character("comment", comment);
        distinct("delimiter", delimiter, "quote", quote);
        distinct("delimiter", delimiter, "escape", escape);
        distinct("delimiter", delimiter, "comment", comment);
        distinct("quote", quote, "comment", comment);
        columns = List.copyOf(columns);
        if (header != Header.REQUIRED && columns.isEmpty()) {
            throw new IllegalArgumentException(
                    "columns is empty; name the fields in their order, or set header to required");
        }
    }

    /** Fields between spaces without quotes, named by a header if there is one: flow logs. */
    public static Delimited spaces(List<String> columns) {
        return new Delimited(" ", "", "", "", Header.AUTO, columns, Extra.REJECT);
    }

    private static void character(String option, String value) {
        boolean single = value.length() == 1 && value.charAt(0) < 0x80 && "\r\n\0".indexOf(value.charAt(0)) < 0;
        if (!value.isEmpty() && !single) {
            throw new IllegalArgumentException(
                    option + " = '" + value + "' is not a single ASCII character other than a line break");
        }
    }

    private static void distinct(String one, String a, String other, String b) {
        if (!a.isEmpty() && a.equals(b)) {
            throw new IllegalArgumentException(one + " and " + other + " are both '" + a + "'; choose different ones");
        }
    }
}
