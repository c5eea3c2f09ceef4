/** Asking the lake, in a shell or with one query. */
@NullMarked
package dev.tidemark.cli.query;

import org.jspecify.annotations.NullMarked;
