package dev.tidemark.engine.commit;

import dev.tidemark.engine.state.StreamRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a store holds of a source that tells how its collection goes.
 *
 * @param told       its records, that of the source as a whole among them
 * @param positions  the streams with a record that also have a document
 * @param register   whether there is a claim register
 * @param unreadable why records could not be read
 */
public record SourceRecords(List<StreamRecord> told, Set<String> positions, boolean register, List<String> unreadable) {
    public static final SourceRecords NONE = new SourceRecords(List.of(), Set.of(), false, List.of());

    public SourceRecords {
        told = List.copyOf(told);
        positions = Set.copyOf(positions);
        unreadable = List.copyOf(unreadable);
    }

    /** What concerns the source as a whole. */
    public Optional<StreamRecord> source() {
        return told.stream().filter(each -> each.stream().isEmpty()).findFirst();
    }

    /** What is told of its streams, by their names. */
    public Map<String, StreamRecord> streams() {
        Map<String, StreamRecord> streams = new TreeMap<>();
        for (StreamRecord each : told) {
            if (!each.stream().isEmpty()) {
                streams.put(each.stream(), each);
            }
        }
        return streams;
    }
}
