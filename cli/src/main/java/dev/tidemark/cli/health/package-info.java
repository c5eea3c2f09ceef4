/** Checks the health of a workspace, and shows it to people and to Prometheus. */
@NullMarked
package dev.tidemark.cli.health;

import org.jspecify.annotations.NullMarked;
