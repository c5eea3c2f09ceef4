/** Values out of bytes: numbers, times and parts of JSON texts, checked and without copies where that is possible. */
@NullMarked
package dev.tidemark.formats.value;

import org.jspecify.annotations.NullMarked;
