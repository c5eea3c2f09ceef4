package dev.tidemark.engine.state;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.SourceRefusedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What kind of failure it was, by what a person has to look at. */
public enum ErrorClass {
    /** The source refused who asked. */
    CREDENTIALS,
    /** What is there may not be read. */
    PERMISSION,
    /** The source wants to be asked less often. */
    THROTTLED,
    /** The source cannot be reached, or broke off. */
    SOURCE_DOWN,
    /** What was read is not what it should be. */
    DECODE,
    /** Rows could not be stored. */
    SINK,
    /** The store of the state cannot be reached, or broke off. */
    STATE,
    /** The state itself is damaged or gone: a person must look. */
    STATE_LOST,
    /** It was broken off from outside. */
    INTERRUPTED,
    /** The program did something it should not. */
    BUG;

    /** As records write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** That of a failure while a source was read. */
    public static ErrorClass of(Throwable failure) {
        for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof CorruptStateException) {
                return STATE_LOST;
            }
            if (each instanceof SourceRefusedException refused) {
                return switch (refused.reason()) {
                    case CREDENTIALS -> CREDENTIALS;
                    case PERMISSION -> PERMISSION;
                    case THROTTLED -> THROTTLED;
                };
            }
            if (each instanceof InterruptedIOException) {
                return INTERRUPTED;
            }
            if (each instanceof AccessDeniedException) {
                return PERMISSION;
            }
        }
        return failure instanceof IOException || failure instanceof UncheckedIOException ? SOURCE_DOWN : BUG;
    }
}
