/** Grok: regular expressions with named parts, for lines and for the paths of files. */
@NullMarked
package dev.tidemark.formats.grok;

import org.jspecify.annotations.NullMarked;
