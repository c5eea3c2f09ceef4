package dev.tidemark.engine.commit;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.engine.state.StateDocument;
import dev.tidemark.engine.state.Statistics;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What was counted of a source once a claim was made.
 *
 * @param documents by stream, with the number of the claim that changed each last
 */
record Moment(Register register, Map<String, StateDocument> documents) {
    Moment {
        documents = Map.copyOf(documents);
    }

    /** Before the first claim. */
    static Moment nothing(String source) {
        return new Moment(Register.at(source, 0, Map.of()), Map.of());
    }

    /** @throws CorruptStateException if a document in it is damaged */
    static Moment of(SourceExport export) throws CorruptStateException {
        Map<String, StateDocument> documents = new TreeMap<>();
        for (Map.Entry<String, byte[]> each : export.documents().entrySet()) {
            documents.put(each.getKey(), StateDocument.decode(each.getKey(), each.getValue()));
        }
        return new Moment(export.decoded(), documents);
    }

    long claim() {
        return register.number();
    }

    Map<String, CollectionState> states() {
        Map<String, CollectionState> states = new TreeMap<>();
        documents.forEach((stream, document) -> states.put(stream, document.state()));
        return states;
    }

    /** This once the next claim is made. */
    Moment then(Manifest claim, Register after) {
        Map<String, StateDocument> all = new TreeMap<>(documents);
        for (String stream : claim.changes().keySet()) {
            StateDocument before = claim.base()
                    .map(base -> base.documents().get(stream))
                    .orElse(documents.getOrDefault(stream, empty(stream, claim.created(), 0)));
            all.put(
                    stream,
                    new StateDocument(
                            before.id(),
                            claim.created(),
                            claim.number(),
                            claim.apply(stream, before.state()),
                            Statistics.NONE,
                            before.metadata()));
        }
        all.keySet().retainAll(after.streams().keySet());
        return new Moment(after, all);
    }

    /** This without what is counted of some streams. */
    Moment without(Set<String> streams) {
        Map<String, StateDocument> left = new TreeMap<>(documents);
        left.keySet().removeAll(streams);
        return new Moment(register, left);
    }

    /** The document of a stream of which nothing is counted. */
    StateDocument empty(String stream, Instant at, long claim) {
        String id = register.source() + "/" + stream;
        return new StateDocument(id, at, claim, CollectionState.EMPTY, Statistics.NONE, Map.of("stream", stream));
    }

    SourceExport export() {
        Map<String, byte[]> values = new TreeMap<>();
        documents.forEach((stream, document) -> values.put(stream, document.encode()));
        return new SourceExport(register.source(), register.encode(), values, Map.of());
    }
}
