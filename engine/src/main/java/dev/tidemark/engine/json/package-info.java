/** JSON that others wrote. */
@NullMarked
package dev.tidemark.engine.json;

import org.jspecify.annotations.NullMarked;
