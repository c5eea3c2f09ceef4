/** Stages chunks of rows as Parquet files that no table refers to yet. */
@NullMarked
package dev.tidemark.lake.stage;

import org.jspecify.annotations.NullMarked;
