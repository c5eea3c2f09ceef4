package dev.tidemark.engine.state;

import dev.tidemark.api.SourceRefusedException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why a round failed.
 *
 * @param message   for people; cut if it is very long, and without the secrets that addresses may hold
 * @param notBefore the source should not be asked earlier
 */
public record Failure(ErrorClass kind, String message, Optional<Instant> notBefore) {
    private static final int LONGEST = 1000;
    private static final Pattern USER = Pattern.compile("(?<=://)[^/@\\s]+@");

    public Failure {
        message = USER.matcher(message).replaceAll("");
        message = message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message;
    }

    public Failure(ErrorClass kind, String message) {
        this(kind, message, Optional.empty());
    }

    /** @param otherwise what kind it is if it does not say so itself */
    public static Failure of(Throwable failure, ErrorClass otherwise) {
        Throwable told = failure instanceof UncheckedIOException unchecked && unchecked.getCause() != null
                ? unchecked.getCause()
                : failure;
        String message = told.getMessage();
        ErrorClass kind = ErrorClass.of(failure);
        return new Failure(
                kind == ErrorClass.SOURCE_DOWN ? otherwise : kind,
                message == null || message.isEmpty() ? told.toString() : message,
                told instanceof SourceRefusedException refused ? refused.notBefore() : Optional.empty());
    }
}
