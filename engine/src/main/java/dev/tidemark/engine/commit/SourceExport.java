package dev.tidemark.engine.commit;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.engine.state.StateDocument;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is remembered of a source, taken out of its store: values as they are stored, byte for byte.
 *
 * @param register  the claim register
 * @param documents of its streams by their names, as {@link StateDocument} encodes them
 * @param records   that tell how its collection goes, by stream; that of the source as a whole has the empty name
 */
public record SourceExport(String source, byte[] register, Map<String, byte[]> documents, Map<String, byte[]> records) {
    public SourceExport {
        documents = Collections.unmodifiableMap(new TreeMap<>(documents));
        records = Collections.unmodifiableMap(new TreeMap<>(records));
    }

    /** The number of the last claim that is counted. */
    public long claim() {
        return decoded().number();
    }

    /** What is counted of each stream. @throws CorruptStateException if a document is damaged */
    public Map<String, CollectionState> states() throws CorruptStateException {
        Map<String, CollectionState> states = new TreeMap<>();
        for (Map.Entry<String, byte[]> each : documents.entrySet()) {
            states.put(
                    each.getKey(),
                    StateDocument.decode(each.getKey(), each.getValue()).state());
        }
        return states;
    }

    Register decoded() {
        return Register.decode(register);
    }

    /** Whether no claim is left to be finished. */
    boolean isSettled() throws CorruptStateException {
        Register register = decoded();
        Map<String, StateDocument> there = Moment.of(this).documents();
        boolean forgotten = there.entrySet().stream()
                .anyMatch(each ->
                        each.getValue().version() > 0 && !register.streams().containsKey(each.getKey()));
        return !forgotten && Documents.behind(register, there).isEmpty();
    }

    /** Whether the same is counted, whatever the records tell. */
    boolean countsAs(SourceExport other) {
        return Arrays.equals(register, other.register)
                && documents.keySet().equals(other.documents.keySet())
                && documents.entrySet().stream()
                        .allMatch(each -> Arrays.equals(each.getValue(), other.documents.get(each.getKey())));
    }
}
