/** Formats: how the bytes of an artifact become records with fields. Tables are not known here. */
@NullMarked
package dev.tidemark.formats.record;

import org.jspecify.annotations.NullMarked;
