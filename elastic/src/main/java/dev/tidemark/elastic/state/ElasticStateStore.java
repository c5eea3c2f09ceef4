package dev.tidemark.elastic.state;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.Sealed;
import dev.tidemark.api.StaleStateException;
import dev.tidemark.api.StateStore;
import dev.tidemark.elastic.http.Answer;
import dev.tidemark.elastic.http.Call;
import dev.tidemark.elastic.http.JsonObject;
import dev.tidemark.elastic.http.SearchClient;
import dev.tidemark.elastic.http.SearchException;
import dev.tidemark.formats.spi.Repair;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Registers as documents of one index of Elasticsearch or OpenSearch, compared and set by sequence number and primary
 * term. What was saved is in the translog of the primary and of all copies in sync.
 *
 * <p>A value may have {@value #MOST_BYTES} bytes, and {@value #MOST_PACKED_BYTES} once it is packed: a cluster takes
 * requests of 100 MB unless told otherwise.
 */
public final class ElasticStateStore implements StateStore {
    static final int MOST_BYTES = 128 << 20;
    static final int MOST_PACKED_BYTES = 64 << 20;

    /** A value as it lies in the index; {@code problem} if it cannot be used. */
    private record Held(Version version, Optional<StateRecord> record, String problem) {}

    private final SearchClient client;
    private final String index;
    private final String stateId;
    private final Clock clock;
    private final StateIndex definition;

    /**
     * @param client  closed with the store
     * @param stateId only what is saved under it is seen, changed and removed; may be empty
     */
    public ElasticStateStore(SearchClient client, String index, String stateId, Clock clock) {
        this.client = client;
        this.index = index;
        this.stateId = stateId;
        this.clock = clock;
        definition = new StateIndex(client, index);
    }

    @Override
    public Optional<Entry> load(String key) throws IOException {
        Optional<Held> held = find(StateStore.key(key));
        if (held.isEmpty()) {
            return Optional.empty();
        }
        byte[] value = intact(key, held.get()).value();
        return Optional.of(new Entry(held.get().version().toString(), value));
    }

    @Override
    public String save(String key, String expected, byte[] value) throws IOException {
        StateStore.key(key);
        if (!Sealed.intact(value)) {
            throw new IllegalArgumentException("the value of " + key + " is not sealed");
        }
        requireFitting(key, value.length, MOST_BYTES, "");
        StateRecord next = new StateRecord(stateId, key, UUID.randomUUID().toString(), clock.instant(), value);
        byte[] body = next.encode();
        requireFitting(key, body.length, MOST_PACKED_BYTES, " once packed");
        Answer answer = client.send(write(key, expected).with(body));
        if (answer.is(409)) {
            return resolve(key, next, answer);
        }
        return answer.success().read(saved -> version(saved, next.write())).toString();
    }

    @Override
    public List<String> keys(String prefix) throws IOException {
        return new KeyListing(client, index, stateId).keys(prefix);
    }

    @Override
    public void delete(String key, String expected) throws IOException {
        Optional<Held> held = find(StateStore.key(key));
        if (held.isEmpty()) {
            return;
        }
        requireDeletable(key, held.get(), expected);
        Answer answer = client.send(
                conditional(Call.delete(index, "_doc", id(key)), held.get().version()));
        if (answer.is(409) && find(key).isPresent()) {
            throw new StaleStateException(key);
        }
        if (!answer.is(404) && !answer.is(409)) {
            answer.success();
        }
    }

    @Override
    public void close() {
        client.close();
    }

    /** How to write over what is expected, once that is found to be there. */
    private Call write(String key, String expected) throws IOException {
        Optional<Version> there = look(key);
        if (!there.map(Version::toString).orElse(ABSENT).equals(expected)) {
            throw refusal(key);
        }
        definition.ensure();
        return there.map(version -> conditional(Call.put(index, "_doc", id(key)), version))
                .orElseGet(() -> Call.put(index, "_create", id(key)));
    }

    private static Call conditional(Call call, Version version) {
        return call.with("if_seq_no", Long.toString(version.seqNo()))
                .with("if_primary_term", Long.toString(version.primaryTerm()));
    }

    /** The write was refused. It may have been refused because of itself, sent twice by us or by something between. */
    private String resolve(String key, StateRecord mine, Answer answer) throws IOException {
        Optional<Version> there = look(key);
        if (there.isPresent() && there.get().write().equals(mine.write())) {
            return there.get().toString();
        }
        if (answer.repeated()) {
            throw new SearchException("whether " + key + " was saved is not known: an attempt was not answered by "
                    + answer.host() + ", and what is there now is newer. Load it to find out");
        }
        throw refusal(key);
    }

    /** Why something else than what was expected is there: someone saved, or damaged, it. */
    private IOException refusal(String key) throws IOException {
        Optional<Held> held = find(key);
        if (held.isPresent()) {
            intact(key, held.get());
        }
        return new StaleStateException(key);
    }

    private void requireDeletable(String key, Held held, String expected) throws IOException {
        if (held.record().isEmpty() && expected.equals(ABSENT)) {
            return;
        }
        intact(key, held);
        if (!held.version().toString().equals(expected)) {
            throw new StaleStateException(key);
        }
    }

    /** The version alone: a value may be large. */
    private Optional<Version> look(String key) throws IOException {
        return get(Call.get(index, "_doc", id(key)).with("_source", "write"), ElasticStateStore::version);
    }

    private Optional<Held> find(String key) throws IOException {
        return get(Call.get(index, "_doc", id(key)), found -> held(key, found));
    }

    /** Reads by id, which sees what was not refreshed. Empty only if the cluster says that there is no such document. */
    private <T> Optional<T> get(Call call, Function<JsonObject, T> reading) throws IOException {
        Answer answer = client.send(call.with("realtime", "true"));
        if (answer.is(404) && StateIndex.missing(answer)) {
            definition.isGone();
            return Optional.empty();
        }
        if (!answer.is(200) && !answer.is(404)) {
            throw answer.failure();
        }
        return answer.read(json -> json.flag("found") ? Optional.of(reading.apply(json)) : Optional.empty());
    }

    private Held held(String key, JsonObject found) {
        Version version = version(found);
        try {
            StateRecord record = StateRecord.decode(source(found));
            if (!record.key().equals(key) || !record.stateId().equals(stateId)) {
                return new Held(version, Optional.empty(), "it is that of " + record.key());
            }
            return new Held(version, Optional.of(record), "");
        } catch (IllegalArgumentException e) {
            return new Held(version, Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    private StateRecord intact(String key, Held held) throws CorruptStateException {
        return held.record()
                .orElseThrow(() -> new CorruptStateException(
                        key + " (the document " + id(key) + " of the index " + index + ")",
                        held.problem(),
                        remedy(key)));
    }

    private static String remedy(String key) {
        return Repair.of(key, "restore the index from a snapshot");
    }

    private static Version version(JsonObject found) {
        return version(found, source(found).textOr("write", ""));
    }

    private static Version version(JsonObject answer, String write) {
        return new Version(answer.number("_seq_no"), answer.number("_primary_term"), write);
    }

    private static JsonObject source(JsonObject found) {
        return found.has("_source") ? found.object("_source") : JsonObject.EMPTY;
    }

    private String id(String key) {
        return StateRecord.id(stateId, key);
    }

    private void requireFitting(String key, int bytes, int most, String state) throws SearchException {
        if (bytes > most) {
            throw new SearchException("the value of " + key + " has " + bytes + " bytes" + state
                    + ", a document of the index " + index + " may have " + most
                    + ": keep the state of this source in another storage_type, or split the source");
        }
    }
}
