package dev.tidemark.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.StateStore;
import dev.tidemark.testkit.Access;
import dev.tidemark.testkit.Damage;
import dev.tidemark.testkit.RemoteStateStoreContract;
import dev.tidemark.testkit.server.ServerProcess;
import dev.tidemark.testkit.server.TestServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import redis.clients.jedis.Jedis;

class RedisStateStoreTest extends RemoteStateStoreContract {
    private static final byte[] DOCUMENT = "document".getBytes(UTF_8);

    private static ServerProcess server;
    private static ServerProcess locked;

    @BeforeAll
    static void startServers() throws Exception {
        server = RedisServers.durable();
        locked = RedisServers.with("--requirepass", "the-password", "--appendonly", "yes");
    }

    @AfterAll
    static void stopServers() throws IOException {
        server.close();
        locked.close();
    }

    @Override
    protected TestServer server() {
        return server;
    }

    @Override
    protected StateStore open(Access access) throws IOException {
        return RedisStateStore.open(settings(access, Optional.empty()), warning -> {});
    }

    @Override
    protected StateStore openWithWrongPassword() throws IOException {
        Access access =
                new Access(locked.port(), "t", Optional.empty(), false, Optional.empty(), Duration.ofSeconds(10));
        return RedisStateStore.open(settings(access, Optional.of(WRONG_PASSWORD)), warning -> {});
    }

    private static RedisSettings settings(Access access, Optional<String> password) {
        return new RedisSettings(
                new RedisUrl(access.tls(), "127.0.0.1", access.port(), 0, Optional.empty(), Optional.empty()),
                Optional.empty(),
                password,
                prefix(access),
                access.trusted(),
                access.timeout());
    }

    private static String prefix(Access access) {
        return access.space() + ":" + access.stateId().map(id -> id + ":").orElse("");
    }

    @Override
    protected void damage(Access access, String key, Damage damage) {
        byte[] name = (prefix(access) + key).getBytes(UTF_8);
        try (Jedis redis = new Jedis("127.0.0.1", access.port())) {
            byte[] document = redis.hget(name, DOCUMENT);
            switch (damage) {
                case CHANGED -> {
                    document[document.length / 2] ^= 1;
                    redis.hset(name, DOCUMENT, document);
                }
                case TRUNCATED -> redis.hset(name, DOCUMENT, Arrays.copyOf(document, document.length / 2));
                case EMPTY -> redis.hset(name, DOCUMENT, new byte[0]);
                case FUTURE -> {
                    redis.del(name);
                    redis.rpush(name, document);
                }
            }
        }
    }

    @Override
    protected int maximumBytes() {
        return RedisStateStore.MAXIMUM;
    }

    @Override
    protected int kills() {
        return 20;
    }

    @Override
    protected String markOfDelete() {
        return "'DEL'";
    }
}
