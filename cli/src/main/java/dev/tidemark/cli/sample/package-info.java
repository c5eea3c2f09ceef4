/** Logs that look real: the same seed gives the same text. For the quick start, tests and benchmarks. */
@NullMarked
package dev.tidemark.cli.sample;

import org.jspecify.annotations.NullMarked;
