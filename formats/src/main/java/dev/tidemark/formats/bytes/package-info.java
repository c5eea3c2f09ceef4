/** The uncompressed content of artifacts, and the lines in it. */
@NullMarked
package dev.tidemark.formats.bytes;

import org.jspecify.annotations.NullMarked;
