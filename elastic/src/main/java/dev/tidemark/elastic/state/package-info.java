/** The state store. */
@NullMarked
package dev.tidemark.elastic.state;

import org.jspecify.annotations.NullMarked;
