/** Writes Parquet files, column by column, from staged rows. */
@NullMarked
package dev.tidemark.lake.parquet;

import org.jspecify.annotations.NullMarked;
