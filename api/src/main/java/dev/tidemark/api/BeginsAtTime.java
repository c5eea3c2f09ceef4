package dev.tidemark.api;

import java.time.Instant;

/** A source whose positions know times, so that reading can begin at one. */
public interface BeginsAtTime<P> extends PagedSource<P> {
    /** Where to begin so that nothing is left out that has this time or a later one. */
    P at(Instant time);
}
