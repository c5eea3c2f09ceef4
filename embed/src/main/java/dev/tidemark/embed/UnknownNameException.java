package dev.tidemark.embed;

/** Nothing has the name that was asked for; the message offers the nearest. */
public final class UnknownNameException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    UnknownNameException(String message) {
        super(message);
    }
}
