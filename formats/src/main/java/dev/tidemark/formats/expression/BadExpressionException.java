package dev.tidemark.formats.expression;

/** An expression cannot be understood; the message says what, at which column, and what may have been meant. */
public final class BadExpressionException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param at index of the letter where the trouble is, from 0 on */
    BadExpressionException(String message, int at) {
        super(message + " (at column " + (at + 1) + ")");
    }

    BadExpressionException(String message, int at, String hint) {
        super(message + " (at column " + (at + 1) + ")" + hint);
    }
}
