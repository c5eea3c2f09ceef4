/** To be described. */
@NullMarked
package dev.tidemark.testkit;

import org.jspecify.annotations.NullMarked;
