/**
 * Whether what the state says is true: the source is listed again and compared with what claims stored and with what
 * the sink shows.
 */
@NullMarked
package dev.tidemark.engine.verify;

import org.jspecify.annotations.NullMarked;
