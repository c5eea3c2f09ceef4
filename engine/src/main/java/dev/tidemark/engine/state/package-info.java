/** The state document: what has been collected of one stream, as readable JSON. */
@NullMarked
package dev.tidemark.engine.state;

import org.jspecify.annotations.NullMarked;
