/**
 * File layouts: what a path says about the artifact that lies there.
 *
 * <p>{@link dev.tidemark.engine.layout.Layout} is all that others see.
 */
@NullMarked
package dev.tidemark.engine.layout;

import org.jspecify.annotations.NullMarked;
