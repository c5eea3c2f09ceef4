package dev.tidemark.elastic.source;

import dev.tidemark.api.Page;
import dev.tidemark.api.state.Gap;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * The end of an index that is gone: what of it was not read is out of reach.
 *
 * @param name     of the index
 * @param reaction if it was not read to its end
 * @param now      when it was found to be gone
 */
record Ending(String name, Reaction reaction, Instant now, Consumer<String> warnings) {
    /** Whether something of it was seen that was not read; not again where that was told before. */
    static boolean lacks(Extent read) {
        return read.rest().fate().gone().isEmpty() && read.rest().unread().isPresent();
    }

    /** Moves on to another position, past what was not read. */
    <P extends Extent> Page<P> page(P read, P after) {
        if (!lacks(read)) {
            return new Page<>(new byte[0], after);
        }
        String lost = lost(read);
        if (reaction == Reaction.SKIP) {
            warnings.accept(lost + "; this is skipped (on_index_deleted)");
            return new Page<>(new byte[0], after);
        }
        // By what was seen last: what was written to it after that nobody knows of.
        Instant from = read.rest().fate().whole().filter(now::isAfter).orElse(Instant.MIN);
        return Page.lost(new Gap(from, now, lost), after);
    }

    /** @throws IOException if nothing is to be read any more once this happens to an index */
    void refuseIfStopped(Extent read) throws IOException {
        if (reaction == Reaction.STOP && lacks(read)) {
            throw new IOException(lost(read) + ". Nothing is read, as on_index_deleted = \"stop\" says: set it to"
                    + " \"collect\" to go on with a gap, or to \"skip\" to go on without one");
        }
    }

    private String lost(Extent read) {
        return "the index " + name + " (" + read.uuid() + ") is gone and was not read to its end: "
                + read.rest().unread().orElse("");
    }
}
