package dev.tidemark.engine.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.Sink;
import dev.tidemark.api.StateStore;
import dev.tidemark.engine.state.StateDocument;
import dev.tidemark.engine.state.StreamRecord;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a store remembers of one source, for whoever looks after it. One thread.
 *
 * <p>What changes it is meant for a source that nobody collects meanwhile. A collector that is at work nevertheless
 * finds out when it claims next, and begins again with the state as it is then.
 */
public final class SourceState {
    private final String source;
    private final StateStore store;
    private final Sink sink;

    /** @param sink where the source's rows go; tells which claims are published */
    public SourceState(String source, StateStore store, Sink sink) {
        this.source = source;
        this.store = store;
        this.sink = sink;
    }

    /** The streams that have a document, damaged or not, or a record. */
    public Set<String> streams() throws IOException {
        Set<String> streams = new TreeSet<>();
        for (String key : Documents.keys(source, store)) {
            streams.add(name(key));
        }
        for (String key : Records.keys(source, store)) {
            if (!key.equals(Records.key(source, ""))) {
                streams.add(name(key));
            }
        }
        return streams;
    }

    /**
     * What is counted of a stream, as its document says it; a claim that a collector left pending may change it yet.
     *
     * @throws CorruptStateException if it is damaged
     */
    public Optional<StateDocument> document(String stream) throws IOException {
        String key = Documents.key(source, stream);
        Optional<StateStore.Entry> entry = store.load(key);
        return entry.isEmpty()
                ? Optional.empty()
                : Optional.of(StateDocument.decode(
                        "the state document " + key, entry.get().value()));
    }

    /**
     * Forgets what is counted of the source, damaged or not, so that everything is collected again; rows that are
     * visible stay. Its claims go on with higher numbers.
     */
    public void reset() throws IOException {
        Ledger.reset(source, store, sink);
    }

    /**
     * Forgets what is counted of some streams, damaged or not.
     *
     * @throws CorruptStateException if the register is damaged, gone, or older than what is published: it would bring
     *     the streams back from the claims it does not know
     */
    public void reset(Set<String> streams) throws IOException {
        Registers registers = new Registers(source, store);
        Registers.Held held = registers.load();
        long published = sink.published(source).orElse(0L);
        if (held.register().number() < published) {
            throw new CorruptStateException(
                    "the claim register " + Register.key(source),
                    held.isAbsent()
                            ? "it is gone, though claim " + published + " of " + source + " was published"
                            : "it ends with claim " + held.register().number() + ", though claim " + published + " of "
                                    + source + " was published",
                    "Single streams cannot be reset until it is repaired: run 'tidemark collect " + source
                            + "', which catches up or says what to do; or reset all of it with 'tidemark state reset "
                            + source + "'");
        }
        registers.save(held, held.register().without(streams));
        for (String stream : streams) {
            Documents.remove(store, Documents.key(source, stream));
            Documents.remove(store, Records.key(source, stream));
        }
    }

    /** By the document where the key's name is cut. */
    private String name(String key) throws IOException {
        String segment = key.substring(key.lastIndexOf('/') + 1);
        return segment.contains("=") ? written(key).orElse(segment) : URLDecoder.decode(segment, UTF_8);
    }

    private Optional<String> written(String key) throws IOException {
        try {
            Optional<byte[]> value = store.load(key).map(StateStore.Entry::value);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            return key.startsWith(Documents.folder(source))
                    ? Optional.ofNullable(
                            StateDocument.decode(key, value.get()).metadata().get("stream"))
                    : Optional.of(StreamRecord.decode(key, value.get()).stream());
        } catch (CorruptStateException e) {
            return Optional.empty(); // the key's name has to do
        }
    }
}
