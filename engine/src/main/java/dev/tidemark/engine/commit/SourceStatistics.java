package dev.tidemark.engine.commit;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.StateStore;
import dev.tidemark.engine.state.StateDocument;
import dev.tidemark.engine.state.StoreUse;
import dev.tidemark.engine.state.StreamRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a store holds of a source, in figures.
 *
 * @param connector its type, empty if no document says so
 * @param streams   that something is remembered of
 * @param bytes     of all values: the register, the documents and the records beside them; without those that are damaged
 * @param oldest    when the document was changed that was changed least recently
 * @param newest    when the document was changed that was changed last
 * @param use       of the store by collections, as far as the records tell
 * @param damaged   what cannot be read, and why
 */
public record SourceStatistics(
        String source,
        String connector,
        int streams,
        long bytes,
        Optional<Instant> oldest,
        Optional<Instant> newest,
        StoreUse use,
        List<CorruptStateException> damaged) {
    public SourceStatistics {
        damaged = List.copyOf(damaged);
    }

    /** Reads them; empty if the store holds nothing of the source. */
    public static Optional<SourceStatistics> of(String source, StateStore store) throws IOException {
        Count count = new Count(store);
        count.entry(Register.key(source));
        for (String key : Documents.keys(source, store)) {
            count.document(key);
        }
        for (String key : Records.keys(source, store)) {
            count.record(key);
        }
        return count.found ? Optional.of(count.statistics(source)) : Optional.empty();
    }

    private static final class Count {
        private final StateStore store;
        private boolean found;
        private String connector = "";
        private int streams;
        private long bytes;
        private Optional<Instant> oldest = Optional.empty();
        private Optional<Instant> newest = Optional.empty();
        private StoreUse use = StoreUse.NONE;
        private final List<CorruptStateException> damaged = new ArrayList<>();

        Count(StateStore store) {
            this.store = store;
        }

        Optional<byte[]> entry(String key) throws IOException {
            try {
                Optional<byte[]> value = store.load(key).map(StateStore.Entry::value);
                found |= value.isPresent();
                bytes += value.map(each -> each.length).orElse(0);
                return value;
            } catch (CorruptStateException e) {
                found = true;
                damaged.add(e);
                return Optional.empty();
            }
        }

        void document(String key) throws IOException {
            streams++;
            Optional<byte[]> value = entry(key);
            if (value.isPresent()) {
                try {
                    add(StateDocument.decode("the state document " + key, value.get()));
                } catch (CorruptStateException e) {
                    damaged.add(e);
                }
            }
        }

        private void add(StateDocument document) {
            connector = document.metadata().getOrDefault("connector_type", connector);
            Instant updated = document.lastUpdated();
            oldest = Optional.of(oldest.filter(updated::isAfter).orElse(updated));
            newest = Optional.of(newest.filter(updated::isBefore).orElse(updated));
        }

        void record(String key) throws IOException {
            Optional<byte[]> value = entry(key);
            if (value.isPresent()) {
                try {
                    use = use.plus(StreamRecord.decode("the record " + key, value.get())
                            .store());
                } catch (CorruptStateException e) {
                    damaged.add(e);
                }
            }
        }

        SourceStatistics statistics(String source) {
            return new SourceStatistics(source, connector, streams, bytes, oldest, newest, use, damaged);
        }
    }
}
