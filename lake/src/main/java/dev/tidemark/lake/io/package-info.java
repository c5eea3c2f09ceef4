/** Local files for Iceberg, without Hadoop. */
@NullMarked
package dev.tidemark.lake.io;

import org.jspecify.annotations.NullMarked;
