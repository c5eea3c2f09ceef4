package dev.tidemark.elastic.source;

import dev.tidemark.api.Page;
import java.io.IOException;
import java.util.Optional;

/**
 * What is done where an index is another one than was read before.
 *
 * @param reaction to that
 * @param uuid     of the new one
 * @param ending   of the one that was read
 */
record Remade(Reaction reaction, String uuid, Ending ending) {
    static Remade of(NamedIndex index) {
        return new Remade(index.settings().reactions().recreated(), index.uuid(), index.ending());
    }

    /**
     * Moves on to the beginning of the new one, past what was not read of the old one; where it is not to be
     * read, past that alone, once.
     *
     * @param first where the new one begins
     * @param gone  where the old one is done with
     * @throws IOException if nothing is to be read then
     */
    <P extends Extent> Optional<Page<P>> page(P read, P first, P gone) throws IOException {
        refuseIfStopped(read);
        if (reaction == Reaction.SKIP) {
            if (read.rest().fate().gone().isEmpty()) {
                return Optional.of(ending.page(read, gone));
            }
            ending.warnings().accept(other(read) + ": it is not read, as on_new_uuid = \"skip\" says");
            return Optional.empty();
        }
        ending.warnings().accept(other(read) + ": it is read from its beginning");
        return Optional.of(ending.page(read, first));
    }

    /** Where nothing is to be read any more. */
    void refuseIfStopped(Extent read) throws IOException {
        if (reaction == Reaction.STOP) {
            throw new IOException(other(read) + ". Nothing is read, as on_new_uuid = \"stop\" says: set it to"
                    + " \"collect\" to read the new one from its beginning, or to \"skip\" to go on without it");
        }
        if (reaction == Reaction.COLLECT) {
            ending.refuseIfStopped(read);
        }
    }

    private String other(Extent read) {
        return "the index " + ending.name() + " is another one than was read before (" + uuid + ", not " + read.uuid()
                + ")";
    }
}
