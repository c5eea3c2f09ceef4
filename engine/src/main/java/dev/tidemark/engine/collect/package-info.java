/**
 * Collecting one source: discover, chunk, convert, commit.
 *
 * <p>One thread discovers and cuts what the state wants into chunks; workers convert chunks, each by itself; one
 * thread commits them in their order. Only the last changes what is counted.
 */
@NullMarked
package dev.tidemark.engine.collect;

import org.jspecify.annotations.NullMarked;
