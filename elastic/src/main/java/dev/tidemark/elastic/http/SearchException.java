package dev.tidemark.elastic.http;

import java.io.IOException;

/** A cluster could not be reached, or does not do what it was asked. The message says which, why, and what to do. */
public final class SearchException extends IOException {
    private static final long serialVersionUID = 1;

    public SearchException(String message) {
        super(message);
    }

    public SearchException(String message, Throwable cause) {
        super(message, cause);
    }
}
