package dev.tidemark.api;

import java.io.IOException;

/** Someone else saved first: drop what was prepared, load again, go on. */
public final class StaleStateException extends IOException {
    private static final long serialVersionUID = 1;

    public StaleStateException(String key) {
        super(key + " was changed by another collector");
    }
}
