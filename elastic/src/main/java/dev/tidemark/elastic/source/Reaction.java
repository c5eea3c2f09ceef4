package dev.tidemark.elastic.source;

/** What is done where an index is not what was read before. */
enum Reaction {
    COLLECT,
    SKIP,
    STOP
}
