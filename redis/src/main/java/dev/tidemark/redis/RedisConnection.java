package dev.tidemark.redis;

import java.io.IOException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * One connection to the server, made again when it broke. Any thread; one command at a time.
 *
 * <p>A command that reads is tried again on a new connection. One that changes something never is: whether it had its
 * effect is for {@code load} to find out.
 */
final class RedisConnection implements AutoCloseable {
    private final RedisSettings settings;
    private @Nullable Jedis open;

    RedisConnection(RedisSettings settings) {
        this.settings = settings;
    }

    /** Something to ask of the server. */
    @FunctionalInterface
    interface Command<T> {
        T on(Jedis redis);
    }

    /**
     * Reads.
     *
     * @param purpose ends "… could not" in messages
     */
    synchronized <T> T read(String purpose, Command<T> command) throws IOException {
        try {
            return command.on(connected());
        } catch (JedisConnectionException broken) {
            close();
        } catch (JedisException e) {
            throw refused(purpose, e);
        }
        try {
            return command.on(connected());
        } catch (JedisConnectionException e) {
            close();
            throw new IOException(server() + " could not " + purpose + ": " + reason(e), e);
        } catch (JedisException e) {
            throw refused(purpose, e);
        }
    }

    /** Changes something, once or not at all. */
    synchronized <T> T change(String purpose, Command<T> command) throws IOException {
        // A connection that died while nobody used it shall not look like a command that failed on its way.
        String unused = read(purpose, Jedis::ping);
        try {
            return command.on(connected());
        } catch (JedisConnectionException e) {
            close();
            throw new IOException(
                    "the connection to " + server() + " broke while it was to " + purpose
                            + ", and whether it did is not known: " + reason(e),
                    e);
        } catch (JedisException e) {
            throw refused(purpose, e);
        }
    }

    @Override
    public synchronized void close() {
        close(open);
        open = null;
    }

    private static void close(@Nullable Jedis redis) {
        if (redis != null) {
            try {
                redis.close();
            } catch (JedisException e) {
                // what is thrown away may be broken
            }
        }
    }

    private Jedis connected() throws IOException {
        Jedis redis = open;
        return redis == null ? connect() : redis;
    }

    private Jedis connect() throws IOException {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .socketTimeoutMillis(Math.toIntExact(settings.timeout().toMillis()))
                .database(settings.url().database())
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
        settings.username().ifPresent(config::user);
        settings.password().ifPresent(config::password);
        Jedis redis = null;
        try {
            redis = new Jedis(new Sockets(settings), config.build());
            String unused = redis.ping(); // a server that let nobody in says so now
            open = redis;
            return redis;
        } catch (JedisAccessControlException e) {
            throw refused("let this user in", e);
        } catch (JedisDataException e) {
            throw refused("open the connection", e);
        } catch (JedisException e) {
            throw unreachable(e);
        } finally {
            if (open == null) {
                close(redis);
            }
        }
    }

    private IOException unreachable(JedisException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return new IOException(
                        "no TLS with " + server() + ": " + cause.getMessage()
                                + ". If its certificate is not one that the platform trusts, name a file with it, or"
                                + " with its issuer's, in 'ca_file' of storage_config; if it speaks no TLS, write"
                                + " redis:// in 'url'",
                        e);
            }
        }
        return new IOException(
                server() + " does not answer: " + reason(e) + ". Start it, or correct 'url' in storage_config", e);
    }

    private IOException refused(String purpose, JedisException e) {
        String message = server() + " did not " + purpose + ": " + e.getMessage();
        if (e instanceof JedisAccessControlException) {
            message += ". Correct 'username' and 'password' in storage_config, or the rights of the user: it needs"
                    + " PING, EVAL, HMGET, HGET, HSET, TYPE, DEL and SCAN for the keys " + settings.prefix() + "*";
        }
        return new IOException(message, e);
    }

    private String server() {
        return "the Redis server " + settings.url().server();
    }

    private static String reason(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
    }
}
