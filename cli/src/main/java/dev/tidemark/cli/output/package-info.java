/** How commands write what they have to say: rows as a table, JSON, CSV or lines. */
@NullMarked
package dev.tidemark.cli.output;

import org.jspecify.annotations.NullMarked;
