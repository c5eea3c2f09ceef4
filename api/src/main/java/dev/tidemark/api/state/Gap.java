package dev.tidemark.api.state;

import java.time.Instant;

/**
 * Time from {@code start} and before {@code end} that is known to be out of reach, and why.
 *
 * @param start  {@link Instant#MIN} if nobody knows from when on
 * @param reason in words: what is lost, which, and how much as far as it is known
 */
public record Gap(Instant start, Instant end, String reason) {
    public Gap {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("the gap begins at " + start + ", not before its end " + end);
        }
    }
}
