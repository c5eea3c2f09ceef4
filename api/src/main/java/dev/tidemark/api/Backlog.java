package dev.tidemark.api;

import java.util.OptionalLong;

/**
 * How far a stream is behind what its source has.
 *
 * @param documents that the source has in it now; empty if that is not known
 * @param behind    how many of its numbers, pages or whatever it counts in are not read yet, 0 if it is read to its end;
 *                  at least as many as there are documents to read. Empty if that is not known
 * @param remark    what should be known of it, in words; may be empty
 */
public record Backlog(String stream, OptionalLong documents, OptionalLong behind, String remark) {}
