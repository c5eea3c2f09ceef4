/**
 * What is kept of one stream, as readable JSON: the state document says what has been collected, the record beside it how
 * the collection goes.
 */
@NullMarked
package dev.tidemark.engine.state;

import org.jspecify.annotations.NullMarked;
