package dev.tidemark.aws.dynamo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.Sealed;
import dev.tidemark.api.StaleStateException;
import dev.tidemark.api.StateStore;
import dev.tidemark.formats.spi.Repair;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Registers as items of a table, compared and set by conditional writes. A value is in its item if it is small; else in
 * parts that the item names, and which are there before it does.
 *
 * <p>A value may have {@value #MOST_BYTES} bytes, a key {@value #LONGEST_KEY} characters.
 */
public final class DynamoStateStore implements StateStore {
    static final int MOST_BYTES = 128 << 20;
    static final int LONGEST_KEY = 900;

    private static final int MOST_READINGS = 20;

    /** A value whose head was found; {@code problem} says why there is none. */
    private record Held(Map<String, AttributeValue> item, Optional<byte[]> value, String problem) {
        String generation() {
            return item.containsKey(Names.GENERATION) ? Values.text(item, Names.GENERATION) : "";
        }
    }

    private final Table table;
    private final Owner owner;
    private final Clock clock;
    private final Parts parts;
    private final Heads heads;
    private final Expiry expiry;

    DynamoStateStore(Table table, Owner owner, Clock clock) {
        this.table = table;
        this.owner = owner;
        this.clock = clock;
        parts = new Parts(table, owner);
        heads = new Heads(table, owner);
        expiry = new Expiry(table, owner);
    }

    @Override
    public Optional<Entry> load(String key) throws IOException {
        Optional<Held> held = find(StateStore.key(key));
        if (held.isEmpty()) {
            return Optional.empty();
        }
        byte[] value = intact(key, held.get());
        expiry.prolong(held.get().item(), partsOf(key, held.get().item()), clock.instant());
        return Optional.of(new Entry(held.get().generation(), value));
    }

    @Override
    public String save(String key, String expected, byte[] value) throws IOException {
        StateStore.key(key);
        if (!Sealed.intact(value)) {
            throw new IllegalArgumentException("the value of " + key + " is not sealed");
        }
        requireFitting(key, value);
        String generation = UUID.randomUUID().toString();
        if (value.length <= Packing.MOST_TEXT) {
            Head head = new Head(key, generation, expected, value.length, 0, Packing.text(value));
            replace(head, List.of());
        } else {
            List<byte[]> packed = Packing.parts(value);
            Head head = new Head(key, generation, expected, value.length, packed.size(), "");
            List<String> obsolete = parts.others(key, generation);
            parts.write(key, generation, packed, clock.instant());
            replace(head, obsolete);
        }
        return generation;
    }

    @Override
    public List<String> keys(String prefix) throws IOException {
        return Listing.below(table, owner.collector(), prefix);
    }

    @Override
    public void delete(String key, String expected) throws IOException {
        Optional<Held> held = find(StateStore.key(key));
        if (held.isEmpty()) {
            return;
        }
        boolean damaged = held.get().value().isEmpty();
        if (!damaged || !expected.equals(ABSENT)) {
            intact(key, held.get());
            requireVersion(key, held.get(), expected);
        }
        List<String> obsolete = parts.others(key, "");
        if (heads.remove(key, held.get().generation())) {
            clear(obsolete);
        } else if (find(key).isPresent()) {
            throw new StaleStateException(key);
        }
    }

    @Override
    public void close() {
        table.close();
    }

    /** Makes the head the item of its key, if what it replaces is still there. */
    private void replace(Head head, List<String> obsolete) throws IOException {
        Optional<Map<String, AttributeValue>> before = heads.replace(head, clock.instant());
        if (before.isPresent()) {
            clear(obsolete.isEmpty() ? partsOf(head.key(), before.get()) : obsolete);
            return;
        }
        clear(parts.names(head));
        Optional<Held> held = find(head.key());
        if (held.isPresent()) {
            intact(head.key(), held.get());
        }
        throw new StaleStateException(head.key());
    }

    /** What is left, because this failed, nobody reads; the next save in parts of the key lists it again. */
    private void clear(List<String> obsolete) {
        try {
            parts.remove(obsolete);
        } catch (IOException e) {
            // see above
        }
    }

    private Optional<Held> find(String key) throws IOException {
        Map<String, AttributeValue> item = table.item(owner.collector(), key);
        for (int reading = 0; !item.isEmpty(); reading++) {
            Held held = held(key, item);
            if (held.value().isPresent() || reading >= MOST_READINGS) {
                return Optional.of(held);
            }
            Map<String, AttributeValue> again = table.item(owner.collector(), key);
            if (again.equals(item)) {
                return Optional.of(held);
            }
            item = again; // it was replaced, and its parts were removed, while they were read
        }
        return Optional.empty();
    }

    private Held held(String key, Map<String, AttributeValue> item) throws IOException {
        try {
            Head head = Head.read(key, item);
            byte[] value = value(head);
            if (!Sealed.intact(value)) {
                throw new IllegalArgumentException("its checksum does not fit its " + value.length + " bytes");
            }
            return new Held(item, Optional.of(value), "");
        } catch (IllegalArgumentException e) {
            return new Held(item, Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    /** The parts that an item names; none if it is damaged or there was no item. */
    private List<String> partsOf(String key, Map<String, AttributeValue> item) {
        try {
            return parts.names(Head.read(key, item));
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    private byte[] value(Head head) throws IOException {
        if (head.parts() == 0) {
            return head.document().getBytes(UTF_8);
        }
        if (head.bytes() < 0 || head.bytes() > MOST_BYTES) {
            throw new IllegalArgumentException("it says that it has " + head.bytes() + " bytes");
        }
        return Packing.value(parts.read(head), (int) head.bytes());
    }

    private byte[] intact(String key, Held held) throws CorruptStateException {
        return held.value()
                .orElseThrow(() -> new CorruptStateException(
                        "the item " + owner.collector() + ", " + key + " of " + table, held.problem(), remedy(key)));
    }

    private static void requireVersion(String key, Held held, String expected) throws StaleStateException {
        if (!held.generation().equals(expected)) {
            throw new StaleStateException(key);
        }
    }

    private static String remedy(String key) {
        return Repair.of(key, "restore the table to an earlier time");
    }

    private static void requireFitting(String key, byte[] value) throws IOException {
        if (key.length() > LONGEST_KEY) {
            throw new IOException("the key " + key + " has " + key.length() + " characters, one of DynamoDB may have "
                    + LONGEST_KEY + ": rename the source or keep its state in another storage_type");
        }
        if (value.length > MOST_BYTES) {
            throw new IOException("the value of " + key + " has " + value.length + " bytes, one in DynamoDB may have "
                    + MOST_BYTES + ": keep the state of this source in another storage_type, or split the source");
        }
    }
}
