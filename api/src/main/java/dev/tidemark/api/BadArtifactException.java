package dev.tidemark.api;

import java.io.IOException;

/** An artifact whose content is broken, so that trying again will not help: set it aside and go on. */
public final class BadArtifactException extends IOException {
    private static final long serialVersionUID = 1;

    public BadArtifactException(String reason) {
        super(reason);
    }

    public BadArtifactException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
