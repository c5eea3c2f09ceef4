/** Columns, their types, and the reusable row that decoders fill. */
@NullMarked
package dev.tidemark.api.table;

import org.jspecify.annotations.NullMarked;
