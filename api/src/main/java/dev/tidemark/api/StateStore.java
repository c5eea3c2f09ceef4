package dev.tidemark.api;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Named compare-and-set registers. Safe for many threads and many processes: of several that save over the same
 * version one wins.
 *
 * <p>A key is one or more segments of letters, digits, {@code . _ - = %} and {@code /} between them; a value is
 * {@linkplain Sealed sealed} JSON. What {@code save} returned from is durable.
 */
public interface StateStore extends AutoCloseable {
    /**
     * A value as it was loaded.
     *
     * @param version names the value: equal versions of a key mean equal values; only the store reads it
     */
    record Entry(String version, byte[] value) {}

    /** The version of a key that has no value. */
    String ABSENT = "";

    /**
     * The key itself, if it is one: a store calls this first, so that no key means something to it that it does not
     * mean to another (a folder above, say).
     *
     * @throws IllegalArgumentException if it is not made as a key is, or a segment is {@code .} or {@code ..}
     */
    static String key(String key) {
        for (String segment : key.split("/", -1)) {
            if (!isSegment(segment)) {
                throw new IllegalArgumentException("'" + key + "' is no key of a state store: its segment '" + segment
                        + "' must be letters, digits, '.', '_', '-', '=' and '%', and not '.' or '..'");
            }
        }
        return key;
    }

    /** Whether a name is made as a key is: in a place that is used for other things too, others are not a store's. */
    static boolean isKey(String name) {
        return Arrays.stream(name.split("/", -1)).allMatch(StateStore::isSegment);
    }

    private static boolean isSegment(String segment) {
        return segment.matches("[A-Za-z0-9._=%-]+") && !segment.equals(".") && !segment.equals("..");
    }

    /**
     * The value of a key, empty only if it was never saved or was deleted.
     *
     * @throws CorruptStateException if there is a value but it is damaged; a person must look
     * @throws IOException if the store cannot be read now, which never means that there is no value
     */
    Optional<Entry> load(String key) throws IOException;

    /**
     * Replaces a value.
     *
     * @param expected the version that was loaded, {@link #ABSENT} if there was none
     * @return the new version
     * @throws StaleStateException if the version is another one by now; nothing was changed
     * @throws IOException if it failed, or if the outcome is unknown: load to find out
     */
    String save(String key, String expected, byte[] value) throws IOException;

    /** The keys that begin with {@code prefix}, sorted. */
    List<String> keys(String prefix) throws IOException;

    /**
     * Removes a value; without effect if there is none.
     *
     * @param expected the version that was loaded; {@link #ABSENT} removes a damaged value, and only such a one
     * @throws StaleStateException as for {@link #save}
     * @throws CorruptStateException if the value is damaged and a version of it is expected
     */
    void delete(String key, String expected) throws IOException;

    @Override
    void close() throws IOException;
}
