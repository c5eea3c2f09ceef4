/** What the whole program costs, in processes of its own: {@code docs/benchmarks.md}. */
@NullMarked
package dev.tidemark.cli.bench;

import org.jspecify.annotations.NullMarked;
