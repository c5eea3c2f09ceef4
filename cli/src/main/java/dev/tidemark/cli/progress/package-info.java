/** Observers that tell a person, or a program, how a collection is going. */
@NullMarked
package dev.tidemark.cli.progress;

import org.jspecify.annotations.NullMarked;
