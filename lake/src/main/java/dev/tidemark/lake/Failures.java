package dev.tidemark.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.jdbc.UncheckedSQLException;

/** Iceberg's unchecked exceptions as what a caller does next. */
final class Failures {
    /** Something that may fail for outer reasons. */
    @FunctionalInterface
    interface Action<T> {
        T run() throws IOException;
    }

    private Failures() {}

    /** Runs an action; what may pass by itself comes out as an {@link IOException}. */
    static <T> T checked(String doing, Action<T> action) throws IOException {
        try {
            return action.run();
        } catch (RuntimeException e) {
            if (passing(e) || e instanceof ValidationException) {
                throw new IOException(doing + " failed: " + message(e), e);
            }
            throw e;
        }
    }

    /** Whether a commit may have lost a race or its outcome is unknown: what is recorded by now tells. */
    static boolean tryAgain(RuntimeException e) {
        return e instanceof ValidationException || passing(e);
    }

    private static boolean passing(RuntimeException e) {
        return e instanceof CommitFailedException
                || e instanceof CommitStateUnknownException
                || e instanceof NotFoundException
                || e instanceof UncheckedSQLException
                || e instanceof UncheckedIOException;
    }

    private static String message(RuntimeException e) {
        Throwable cause = e.getCause();
        return cause == null || cause.getMessage() == null
                ? "" + e.getMessage()
                : e.getMessage() + ": " + cause.getMessage();
    }
}
