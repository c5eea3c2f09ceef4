/** Collecting as a user asks for it: which sources, how it is shown, and how it ended. */
@NullMarked
package dev.tidemark.cli.collect;

import org.jspecify.annotations.NullMarked;
