/** Sources that are read on from a position of their own: their pages are artifacts, their position is the cursor. */
@NullMarked
package dev.tidemark.engine.paged;

import org.jspecify.annotations.NullMarked;
