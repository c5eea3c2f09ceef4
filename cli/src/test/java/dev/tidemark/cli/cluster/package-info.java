/** Indexes of real clusters of two nodes, read while they are written to and while nodes and the program are killed. */
@NullMarked
package dev.tidemark.cli.cluster;

import org.jspecify.annotations.NullMarked;
