package dev.tidemark.engine.state;

import java.util.Locale;

/** How the last round of collecting went. */
public enum Result {
    /** It began, and has not ended as far as is known. */
    RUNNING,
    OK,
    /** It ended well, without anything new. */
    NO_DATA,
    THROTTLED,
    FAILED,
    /** It was broken off from outside. */
    ABORTED;

    /** As records write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
