/**
 * The contract between sources, the engine, state stores and sinks. No I/O happens here.
 *
 * <p>A {@link dev.tidemark.api.Source} discovers {@link dev.tidemark.api.Artifact}s; the engine groups those that the
 * {@linkplain dev.tidemark.api.state.CollectionState collection state} wants into chunks and decodes each into a
 * {@link dev.tidemark.api.ChunkWriter}; the {@link dev.tidemark.api.StateStore} counts prepared chunks by a claim;
 * the {@link dev.tidemark.api.Sink} publishes the {@link dev.tidemark.api.Claim}.
 */
@NullMarked
package dev.tidemark.api;

import org.jspecify.annotations.NullMarked;
