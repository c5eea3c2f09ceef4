package dev.tidemark.engine.verify;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that is not collected.
 *
 * @param stream   empty if it concerns the whole source
 * @param span     of artifact times; empty for something without a time
 * @param location of what is set aside, empty for a span of time
 * @param what     in words
 */
public record Lack(Reason reason, String stream, Optional<Span> span, String location, String what) {
    /** From one time on and before another; {@link Instant#MIN} if nobody knows from when on. */
    public record Span(Instant from, Instant to) {}

    /** Why it is not collected. */
    public enum Reason {
        /** No run has listed it. */
        NOT_ASKED,
        /** Runs have tried, and something in it could not be collected. */
        FAILED,
        /** It is known to be out of reach. */
        UNREACHABLE,
        /** It was read, and set aside as it is. */
        QUARANTINED
    }
}
