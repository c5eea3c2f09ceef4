package dev.tidemark.engine.state;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.state.CollectionState;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a state store holds for one stream.
 *
 * @param id          names the source and the stream
 * @param lastUpdated when it was last changed
 * @param version     number of the claim that last changed it, 0 before the first
 * @param statistics  as they are shown and exported; none in a document that is stored, unless it is an older or an
 *     imported one
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

    /** This as it is shown and exported: with the statistics of its record, and no older than that. */
    public StateDocument with(StreamRecord told) {
        Instant newest = told.updated().isAfter(lastUpdated) ? told.updated() : lastUpdated;
        return new StateDocument(id, newest, version, state, told.statistics(), metadata);
    }

    /**
     * As readable JSON, {@linkplain dev.tidemark.api.Sealed sealed}; with statistics only if it has some, for these lie
     * in a {@linkplain StreamRecord record} beside it.
     */
    public byte[] encode() {
        return encode(statistics.equals(Statistics.NONE) ? Set.of() : Set.copyOf(Statistics.FIELDS));
    }

    /** As readable JSON, with those of the statistics whose names are among the fields. */
    public byte[] encode(Set<String> fields) {
        return new StateWriter(this, new TreeMap<>(metadata), fields).document();
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
