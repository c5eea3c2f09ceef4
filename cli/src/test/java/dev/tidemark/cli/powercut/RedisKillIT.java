package dev.tidemark.cli.powercut;

import dev.tidemark.testkit.server.RedisNode;
import dev.tidemark.testkit.server.ServerProcess;
import dev.tidemark.testkit.server.TestServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import redis.embedded.core.ExecutableProvider;

class RedisKillIT extends StateServerKills {
    private static ServerProcess redis;
    private static int places;

    @BeforeAll
    static void startRedis() throws Exception {
        redis = RedisNode.durable(
                ExecutableProvider.newJarResourceProvider().get().toPath());
        redis.start();
    }

    @AfterAll
    static void stopRedis() throws IOException {
        redis.close();
    }

    @Override
    TestServer server() {
        return redis;
    }

    @Override
    String state() {
        return """
                storage_type = "redis"
                storage_config = { url = "redis://127.0.0.1:%d", key_prefix = "t%d:" }
                """.formatted(redis.port(), places++);
    }

    @Test
    @DisplayName("unsynced-registry: the Redis server is killed and started again ten times during collections")
    void killedServersForgetNothingAndDoubleNothing() throws Exception {
        whateverKillsTheServerEachRowIsThereOnce();
    }
}
