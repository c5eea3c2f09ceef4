package dev.tidemark.lake;

/** A query that cannot be answered as it stands; the message is for the one who wrote it. */
public final class QueryException extends Exception {
    private static final long serialVersionUID = 1;

    public QueryException(String message) {
        super(message);
    }

    public QueryException(String message, Throwable cause) {
        super(message, cause);
    }
}
