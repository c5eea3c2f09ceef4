package dev.tidemark.formats.toml;

import org.jspecify.annotations.Nullable;

/**
 * A key that a table may hold.
 *
 * @param fallback    what it is when it is not written: of an optional key null; of a required one a stand-in, read
 *     after the problem was told, so that the search for problems goes on
 * @param description for people, one sentence
 */
public record Key<T>(
        String name,
        Kind<T> kind,
        Presence presence,
        @Nullable T fallback,
        String description) {
    /** Whether a key must be written. */
    public enum Presence {
        REQUIRED,
        DEFAULTED,
        OPTIONAL
    }

    /** A key with a default. */
    public static <T> Key<T> of(String name, Kind<T> kind, T fallback, String description) {
        return new Key<>(name, kind, Presence.DEFAULTED, fallback, description);
    }

    /** A key that must be written. */
    public static <T> Key<T> required(String name, Kind<T> kind, T standIn, String description) {
        return new Key<>(name, kind, Presence.REQUIRED, standIn, description);
    }

    /** A key whose absence means something; read by {@link Section#find}. */
    public static <T> Key<T> optional(String name, Kind<T> kind, String description) {
        return new Key<>(name, kind, Presence.OPTIONAL, null, description);
    }
}
