package dev.tidemark.api;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The source answered, and will not give anything until somebody does something or some time has passed. */
public final class SourceRefusedException extends IOException {
    private static final long serialVersionUID = 1;

    /** Why it refuses. */
    public enum Reason {
        /** It does not know who asks: credentials are wrong or have expired. */
        CREDENTIALS,
        /** It knows who asks, who may not. */
        PERMISSION,
        /** It was asked too often. */
        THROTTLED
    }

    private final Reason reason;
    private final @Nullable Instant notBefore;

    /**
     * @param message   what it said, without secrets
     * @param notBefore when it may be asked again, null if it did not say
     */
    public SourceRefusedException(Reason reason, String message, @Nullable Instant notBefore, Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.notBefore = notBefore;
    }

    public Reason reason() {
        return reason;
    }

    public Optional<Instant> notBefore() {
        return Optional.ofNullable(notBefore);
    }
}
