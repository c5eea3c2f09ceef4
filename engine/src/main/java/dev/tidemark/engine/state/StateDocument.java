package dev.tidemark.engine.state;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.state.CollectionState;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a state store holds for one stream.
 *
 * @param id          names the source and the stream
 * @param lastUpdated when it was last changed
 * @param version     number of the claim that last changed it, 0 before the first
 * @param metadata    the connector type and what identifies the source
 */
public record StateDocument(
        String id,
        Instant lastUpdated,
        long version,
        CollectionState state,
        Statistics statistics,
        Map<String, String> metadata) {
    public StateDocument {
        if (version < 0) {
            throw new IllegalArgumentException(id + ": version " + version + " must not be negative");
        }
        metadata = Map.copyOf(metadata);
    }

    /** As readable JSON, {@linkplain dev.tidemark.api.Sealed sealed}. */
    public byte[] encode() {
        return new StateWriter(this, new TreeMap<>(metadata)).document();
    }

    /**
     * The document that {@link #encode} made.
     *
     * @param place where it lies, as a user can find it
     * @throws CorruptStateException if it is damaged, was made by a newer version or is something else; it says which
     */
    public static StateDocument decode(String place, byte[] value) throws CorruptStateException {
        return new StateReader(place, value).document();
    }
}
