/**
 * What {@code tidemark.toml} may say: records read from declared keys, with all problems told at once.
 *
 * <p>The reference page is written from the same keys by {@link dev.tidemark.engine.config.ReferencePage}.
 */
@NullMarked
package dev.tidemark.engine.config;

import org.jspecify.annotations.NullMarked;
