/** Records and artifacts that could not become rows, kept with their bytes, place and reason until they can. */
@NullMarked
package dev.tidemark.engine.quarantine;

import org.jspecify.annotations.NullMarked;
