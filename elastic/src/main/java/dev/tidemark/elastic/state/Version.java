package dev.tidemark.elastic.state;

/**
 * What a document's version is to the store: where the index has it, and the name of the save that made it. The index
 * alone would give the same numbers again to others, once it was deleted and made anew.
 *
 * @param write unique among all saves
 */
record Version(long seqNo, long primaryTerm, String write) {
    @Override
    public String toString() {
        return seqNo + "." + primaryTerm + "." + write;
    }
}
