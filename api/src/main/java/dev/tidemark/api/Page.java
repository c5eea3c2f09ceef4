package dev.tidemark.api;

/**
 * What follows a position.
 *
 * @param records in the table's format, JSON lines for instance; may be packed as files may be, and empty: then only the
 *                position moves. At most some megabytes
 * @param after   where reading goes on after it; another position than the one it follows
 * @param <P>     the position
 */
public record Page<P>(byte[] records, P after) {}
