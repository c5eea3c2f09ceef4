package dev.tidemark.elastic.source;

import java.io.IOException;

/** What is done where an index is another one than was read before, in modes that know nothing of what the other one had. */
record Remade(NamedIndex index) {
    /**
     * Whether an index is read from its beginning instead of the one that was read.
     *
     * @param was UUID of the other one
     * @throws IOException if nothing is to be read then
     */
    boolean begins(String was) throws IOException {
        String other = "the index " + index.name() + " is another one than was read before (" + index.uuid() + ", not "
                + was + ")";
        return switch (index.settings().reactions().recreated()) {
            case COLLECT -> {
                index.warnings()
                        .accept(other + ": it is read from its beginning, and whether the other one was read to its end"
                                + " is not known");
                yield true;
            }
            case SKIP -> {
                index.warnings().accept(other + ": it is not read, as on_new_uuid = \"skip\" says");
                yield false;
            }
            case STOP ->
                throw new IOException(
                        other + ". It is not read, as on_new_uuid = \"stop\" says: set it to \"collect\" to"
                                + " read the new one from its beginning, or to \"skip\" to go on without it");
        };
    }
}
