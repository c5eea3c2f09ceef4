package dev.tidemark.elastic.http;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a cluster is reached.
 *
 * @param hosts     of one cluster, at least one: {@code http(s)://HOST[:PORT][/PATH]}; a path is put before every path
 *     that is asked for
 * @param authority certificates in PEM form to trust instead of the platform's
 * @param proxy     {@code http://[USER:PASSWORD@]HOST:PORT}
 * @param timeout   for one attempt, from the connection to the last byte of the answer
 * @param settings  where this is written, for messages: {@code [sources.web.config]}
 */
public record Connection(
        List<URI> hosts,
        Credentials credentials,
        Optional<Path> authority,
        Optional<URI> proxy,
        Duration timeout,
        Retries retries,
        String settings) {
    private static final String OF_STATES = "storage_config";

    /** Longer than a cluster waits for a shard before it says that there is none. */
    public static final Duration TIMEOUT = Duration.ofSeconds(90);

    public Connection {
        hosts = List.copyOf(hosts);
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("a cluster has at least one host");
        }
    }

    /** That of a state store. */
    public Connection(
            List<URI> hosts,
            Credentials credentials,
            Optional<Path> authority,
            Optional<URI> proxy,
            Duration timeout,
            Retries retries) {
        this(hosts, credentials, authority, proxy, timeout, retries, OF_STATES);
    }

    /** A cluster that anyone may use, at one address. */
    public static Connection to(URI host) {
        return new Connection(
                List.of(host),
                new Credentials.Anonymous(),
                Optional.empty(),
                Optional.empty(),
                TIMEOUT,
                Retries.STANDARD);
    }

    public Connection with(Credentials other) {
        return new Connection(hosts, other, authority, proxy, timeout, retries, settings);
    }

    public Connection with(Retries other) {
        return new Connection(hosts, credentials, authority, proxy, timeout, other, settings);
    }

    /** Leaves the proxy out, whose address may hold a password. */
    @Override
    public String toString() {
        return hosts + " as " + credentials;
    }
}
