package dev.tidemark.formats.record;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A field of a line layout, and the literal text behind it.
 *
 * @param field the name its value is given under; empty if it is given under none
 * @param after what follows it; empty if its end is plain to see
 */
record Step(String field, Extent extent, byte[] after) {
    /** How far a field reaches. Of several possible ends the one that lets the rest match is taken. */
    enum Extent {
        /** As many bytes as possible that are not white space. */
        WORD,
        /** As {@link #WORD}, but several of them may be joined by a comma or colon and a space. */
        WORDS,
        /** As many bytes as possible that are not a closing bracket. */
        TO_BRACKET,
        /** As many bytes as possible that are neither white space nor a question mark. */
        TO_QUERY,
        /** Up to the first double quote without a backslash before it. */
        TO_QUOTE,
        /** As few bytes as possible; to the end of the line if nothing follows. */
        SHORTEST
    }

    Step(String field, Extent extent, String after) {
        this(field, extent, after.getBytes(UTF_8));
    }

    /** The farthest byte at which the field can end. */
    int farthest(byte[] line, int from, int to) {
        return switch (extent) {
            case WORD -> word(line, from, to);
            case WORDS -> words(line, from, to);
            case TO_BRACKET -> upTo(line, from, to, ']');
            case TO_QUERY -> Math.min(word(line, from, to), upTo(line, from, to, '?'));
            case TO_QUOTE -> quote(line, from, to);
            case SHORTEST -> to;
        };
    }

    /** Whether ends are tried from the nearest to the farthest. */
    boolean isShortest() {
        return extent == Extent.SHORTEST && after.length > 0;
    }

    /** The nearest byte at which the field can end. */
    int nearest(int from, int farthest) {
        return extent == Extent.TO_QUOTE || after.length == 0 ? farthest : from;
    }

    private static int word(byte[] line, int from, int to) {
        int at = from;
        while (at < to && !isSpace(line[at])) {
            at++;
        }
        return at;
    }

    private static int words(byte[] line, int from, int to) {
        int at = word(line, from, to);
        while (at + 1 < to && at > from && (line[at - 1] == ',' || line[at + 1] == ':') && line[at] == ' ') {
            at = word(line, line[at + 1] == ':' ? Math.min(to, at + 3) : at + 1, to);
        }
        return at;
    }

    private static int upTo(byte[] line, int from, int to, char end) {
        int at = from;
        while (at < to && line[at] != end) {
            at++;
        }
        return at;
    }

    private static int quote(byte[] line, int from, int to) {
        int at = from;
        while (at < to && line[at] != '"') {
            at += line[at] == '\\' ? 2 : 1;
        }
        return Math.min(at, to);
    }

    private static boolean isSpace(byte c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
