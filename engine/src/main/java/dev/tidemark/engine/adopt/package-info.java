/**
 * Positions that other collectors remember, taken into the state of a source: what they had collected is not collected
 * again, and the rest is.
 */
@NullMarked
package dev.tidemark.engine.adopt;

import org.jspecify.annotations.NullMarked;
