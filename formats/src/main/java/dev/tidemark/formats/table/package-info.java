/**
 * Tables as data: columns, where each comes from, and what a row must be like.
 *
 * <p>A {@link dev.tidemark.formats.table.Catalog} holds the built-in tables and formats and those that a user writes in
 * the same language. One of its tables with a format is a {@link dev.tidemark.formats.table.CompiledTable}, which gives
 * a decoder to each thread.
 */
@NullMarked
package dev.tidemark.formats.table;

import org.jspecify.annotations.NullMarked;
