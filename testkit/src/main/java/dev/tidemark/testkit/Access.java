package dev.tidemark.testkit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a test reaches a store.
 *
 * @param port    of 127.0.0.1: the server's own, or a relay's
 * @param space   letters and digits that set the states of one test apart from those of all others, whatever the store
 *     has for it: a key prefix, a table, an index
 * @param stateId {@code state_id}
 * @param tls     whether TLS is spoken
 * @param trusted file of certificates, in PEM, to trust instead of those of the platform
 * @param timeout the longest to wait for an answer
 */
public record Access(
        int port, String space, Optional<String> stateId, boolean tls, Optional<Path> trusted, Duration timeout) {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    static Access to(int port, String space) {
        return new Access(port, space, Optional.empty(), false, Optional.empty(), TIMEOUT);
    }

    Access as(String id) {
        return new Access(port, space, Optional.of(id), tls, trusted, timeout);
    }

    Access withTls() {
        return new Access(port, space, stateId, true, trusted, timeout);
    }

    Access trusting(Path file) {
        return new Access(port, space, stateId, true, Optional.of(file), timeout);
    }

    Access within(Duration limit) {
        return new Access(port, space, stateId, tls, trusted, limit);
    }
}
