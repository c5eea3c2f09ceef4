package dev.tidemark.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.Sealed;
import dev.tidemark.api.StaleStateException;
import dev.tidemark.api.StateStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/**
 * Registers as hashes: the value of key {@code web/claims} is the field {@code document} of the hash
 * {@code PREFIXweb/claims}, and its version, the digest of its content, the field {@code version}.
 */
final class RedisStateStore implements StateStore {
    /** The most that a value may have, in bytes: half of what a Redis server takes unless it is told otherwise. */
    static final int MAXIMUM = 256 << 20;

    private static final long DONE = 1;
    private static final int PAGE = 1000;

    private final RedisSettings settings;
    private final RedisConnection redis;

    private RedisStateStore(RedisSettings settings) {
        this.settings = settings;
        redis = new RedisConnection(settings);
    }

    /**
     * Connects.
     *
     * @param warnings is told what the server may forget
     */
    static RedisStateStore open(RedisSettings settings, Consumer<String> warnings) throws IOException {
        RedisStateStore store = new RedisStateStore(settings);
        try {
            new Durability(settings.url(), store.redis).check(warnings);
            return store;
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    @Override
    public Optional<Entry> load(String key) throws IOException {
        return held(key).entry();
    }

    @Override
    public String save(String key, String expected, byte[] value) throws IOException {
        byte[] name = name(key);
        requireFitting(key, value);
        String version = Held.digest(value);
        Object outcome = redis.change(
                "save " + key,
                server -> server.eval(Scripts.SAVE, List.of(name), List.of(bytes(expected), bytes(version), value)));
        if (!outcome.equals(DONE)) {
            load(key); // which says so if it is damaged
            throw new StaleStateException(key);
        }
        return version;
    }

    @Override
    public List<String> keys(String prefix) throws IOException {
        return redis.read("list the keys", server -> {
            TreeSet<String> keys = new TreeSet<>();
            ScanParams page = new ScanParams()
                    .match(bytes(Scripts.pattern(settings.prefix() + prefix) + "*"))
                    .count(PAGE);
            byte[] cursor = ScanParams.SCAN_POINTER_START_BINARY;
            ScanResult<byte[]> found;
            do {
                found = server.scan(cursor, page);
                found.getResult().forEach(name -> addKey(name, keys));
                cursor = found.getCursorAsBytes();
            } while (!found.isCompleteIteration());
            return List.copyOf(keys);
        });
    }

    /** A colon, which no key has, follows a {@code state_id}: what has one is another's. */
    private void addKey(byte[] name, Set<String> keys) {
        String key = new String(name, UTF_8).substring(settings.prefix().length());
        if (StateStore.isKey(key)) {
            keys.add(key);
        }
    }

    @Override
    public void delete(String key, String expected) throws IOException {
        byte[] name = name(key);
        Held held = held(key);
        Optional<Entry> entry;
        try {
            entry = held.entry();
        } catch (CorruptStateException e) {
            if (!expected.equals(ABSENT)) {
                throw e;
            }
            remove(key, server -> server.eval(Scripts.DELETE_DAMAGED, List.of(name), held.fingerprint()));
            return;
        }
        if (entry.isPresent()) {
            remove(key, server -> server.eval(Scripts.DELETE, List.of(name), List.of(bytes(expected))));
        }
    }

    private void remove(String key, RedisConnection.Command<Object> script) throws IOException {
        if (!redis.change("delete " + key, script).equals(DONE)) {
            throw new StaleStateException(key);
        }
    }

    @Override
    public void close() {
        redis.close();
    }

    private Held held(String key) throws IOException {
        byte[] name = name(key);
        List<?> found =
                (List<?>) redis.read("load " + key, server -> server.eval(Scripts.LOAD, List.of(name), List.of()));
        return Held.of(settings, key, found);
    }

    private static void requireFitting(String key, byte[] value) throws IOException {
        if (value.length > MAXIMUM) {
            throw new IOException(key + " has " + value.length + " bytes, more than the " + MAXIMUM
                    + " that the store 'redis' takes; what is stored stays as it is. Move the state to a store without"
                    + " this limit: storage_type = \"file\"");
        }
        if (!Sealed.intact(value)) {
            throw new IllegalArgumentException("the value of " + key + " is not sealed");
        }
    }

    private byte[] name(String key) {
        return bytes(settings.prefix() + StateStore.key(key));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
