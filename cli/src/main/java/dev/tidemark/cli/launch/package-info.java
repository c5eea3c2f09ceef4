/** What the launcher script runs besides the program itself. */
@NullMarked
package dev.tidemark.cli.launch;

import org.jspecify.annotations.NullMarked;
