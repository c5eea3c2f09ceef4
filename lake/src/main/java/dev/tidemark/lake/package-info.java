/** To be described. */
@NullMarked
package dev.tidemark.lake;

import org.jspecify.annotations.NullMarked;
