/**
 * Counts prepared chunks and makes them visible, exactly once: prepare, claim, publish.
 *
 * <p>A {@link dev.tidemark.engine.commit.Ledger} writes a manifest of prepared chunks, claims them by compare-and-set of
 * the source's register, publishes the claim to the sink and rolls the stream documents forward. Whoever opens the
 * ledger of a source first finishes the claim that the last one left pending.
 */
@NullMarked
package dev.tidemark.engine.commit;

import org.jspecify.annotations.NullMarked;
