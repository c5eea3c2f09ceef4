package dev.tidemark.api;

import dev.tidemark.api.state.Gap;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What follows a position.
 *
 * @param records in the table's format, JSON lines for instance; may be packed as files may be, and empty: then only the
 *                position moves. At most some megabytes
 * @param after   where reading goes on after it; another position than the one it follows
 * @param told    what people are told of it; nothing is decided by that
 * @param gap     what between the two is out of reach for good; remembered with the position, and told once
 * @param <P>     the position
 */
public record Page<P>(byte[] records, P after, Told told, Optional<Gap> gap) {
    /**
     * What a page says of itself in the figures of its stream.
     *
     * @param document id of the last document in it
     * @param handle   the scroll or the point in time that it comes from; reading never goes on by it
     * @param bytes    of the documents as the source has them; empty if that is the length of the records
     */
    public record Told(Optional<String> document, Optional<String> handle, OptionalLong bytes) {
        public static final Told NOTHING = new Told(Optional.empty(), Optional.empty(), OptionalLong.empty());

        /** This and what a later page says. */
        public Told then(Told later) {
            return new Told(later.document.or(() -> document), later.handle.or(() -> handle), later.bytes);
        }
    }

    /** One that says nothing of itself, and after which nothing is missing. */
    public Page(byte[] records, P after) {
        this(records, after, Told.NOTHING);
    }

    /** One after which nothing is missing. */
    public Page(byte[] records, P after, Told told) {
        this(records, after, told, Optional.empty());
    }

    /** Nothing but a gap: the position moves past what cannot be read any more. */
    public static <P> Page<P> lost(Gap gap, P after) {
        return new Page<>(new byte[0], after, Told.NOTHING, Optional.of(gap));
    }
}
