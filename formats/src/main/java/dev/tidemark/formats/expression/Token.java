package dev.tidemark.formats.expression;

/**
 * A word of an expression.
 *
 * @param text as meant: without quotes and their escapes
 * @param at   index of its first letter
 */
record Token(Kind kind, String text, int at) {
    enum Kind {
        /** A name or a keyword. */
        WORD,
        /** A name in double quotes: never a keyword. */
        QUOTED,
        TEXT,
        NUMBER,
        SIGN,
        END
    }

    boolean is(String keyword) {
        return (kind == Kind.WORD || kind == Kind.SIGN) && text.equalsIgnoreCase(keyword);
    }

    @Override
    public String toString() {
        return kind == Kind.END ? "the end" : "'" + text + "'";
    }
}
