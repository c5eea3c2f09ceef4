package dev.tidemark.engine.state;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.state.CollectionState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The state of a source in the form of Apache Iggy's connectors: one document for all of its streams.
 *
 * @param id         {@code state_id}, or the name of the source
 * @param version    of the form: {@value #FOREIGN} is theirs, which has no positions; {@value #OURS} has those too
 * @param statistics of all streams together
 * @param newest     the newest time of a document
 * @param streams    positions and gaps; none in version {@value #FOREIGN}
 * @param metadata   connector, index and address, as far as they are texts or numbers; no secrets
 */
public record ConnectorDocument(
        String id,
        Instant lastUpdated,
        long version,
        Statistics statistics,
        Optional<Instant> newest,
        Map<String, CollectionState> streams,
        Map<String, String> metadata) {
    public static final long FOREIGN = 1;
    public static final long OURS = 2;

    public ConnectorDocument {
        streams = Map.copyOf(streams);
        metadata = Map.copyOf(metadata);
    }

    /** Whether it says where to go on. */
    public boolean hasPositions() {
        return version > FOREIGN;
    }

    /** As readable JSON, {@linkplain dev.tidemark.api.Sealed sealed}, with the figures of these names. */
    public byte[] encode(Set<String> fields) {
        return new ConnectorWriter(this, fields).document();
    }

    /**
     * A document of that form, by whomever it was written.
     *
     * @param place where it lies, as a user can find it
     * @throws CorruptStateException if it is damaged, of a newer version or something else; it says which
     */
    public static ConnectorDocument decode(String place, byte[] value) throws CorruptStateException {
        return new ConnectorReader(place, value).document();
    }
}
