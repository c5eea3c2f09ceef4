/** To be described. */
@NullMarked
package dev.tidemark.engine;

import org.jspecify.annotations.NullMarked;
