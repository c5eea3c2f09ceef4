package dev.tidemark.redis;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a Redis server is.
 *
 * @param tls      whether TLS is spoken with it
 * @param database number of the database
 */
record RedisUrl(
        boolean tls, String host, int port, int database, Optional<String> username, Optional<String> password) {
    private static final int PORT = 6379;

    /** @throws IllegalArgumentException if it is none; never repeats a password */
    static RedisUrl parse(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw unfit("it is no URL: " + e.getReason());
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("redis") && !scheme.equals("rediss")) {
            throw unfit("it begins with neither redis:// nor rediss://");
        }
        if (uri.getHost() == null) {
            throw unfit("it names no host");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw unfit("nothing may follow the number of the database");
        }
        String[] user =
                uri.getUserInfo() == null ? new String[0] : uri.getUserInfo().split(":", 2);
        return new RedisUrl(
                scheme.equals("rediss"),
                uri.getHost(),
                uri.getPort() < 0 ? PORT : uri.getPort(),
                database(uri.getPath()),
                part(user, 0),
                part(user, 1));
    }

    /** The text itself, if it is a URL. */
    static String checked(String text) {
        RedisUrl unused = parse(text);
        return text;
    }

    private static Optional<String> part(String[] user, int number) {
        return user.length > number && !user[number].isEmpty() ? Optional.of(user[number]) : Optional.empty();
    }

    private static int database(String path) {
        if (path.isEmpty() || path.equals("/")) {
            return 0;
        }
        if (!path.matches("/\\d{1,4}")) {
            throw unfit("'" + path.substring(1) + "' is not the number of a database");
        }
        return Integer.parseInt(path.substring(1));
    }

    private static IllegalArgumentException unfit(String reason) {
        return new IllegalArgumentException(
                reason + "; write redis://HOST:PORT/DATABASE, such as redis://localhost:6379/0");
    }

    /** {@code HOST:PORT}. */
    String server() {
        return host + ":" + port;
    }

    /** Without credentials. */
    @Override
    public String toString() {
        return (tls ? "rediss://" : "redis://") + server() + (database == 0 ? "" : "/" + database);
    }
}
