package dev.tidemark.redis;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a store in Redis is reached.
 *
 * @param prefix  of all keys, the {@code state_id} included
 * @param caFile  certificates to trust instead of those that the platform trusts
 * @param timeout for a connection and for an answer
 */
record RedisSettings(
        RedisUrl url,
        Optional<String> username,
        Optional<String> password,
        String prefix,
        Optional<Path> caFile,
        Duration timeout) {
    /** For people, and unique; without secrets. */
    String location() {
        return url + " " + prefix;
    }

    /** The location. */
    @Override
    public String toString() {
        return location();
    }
}
