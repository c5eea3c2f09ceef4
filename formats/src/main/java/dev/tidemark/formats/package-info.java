/**
 * Bytes become rows.
 *
 * <p>A {@link dev.tidemark.formats.record.Format} cuts the bytes of an artifact into records with fields; a table binds
 * fields to columns; both together make a {@link dev.tidemark.formats.Decoder}.
 */
@NullMarked
package dev.tidemark.formats;

import org.jspecify.annotations.NullMarked;
