/**
 * The file source: folders are walked in the order of time, files recognised wherever rotation takes them.
 *
 * <p>It never writes anything. What was read of a file is known from its mark alone, which carries the {@linkplain
 * dev.tidemark.engine.file.Evidence evidence} by which the file is found again.
 */
@NullMarked
package dev.tidemark.engine.file;

import org.jspecify.annotations.NullMarked;
