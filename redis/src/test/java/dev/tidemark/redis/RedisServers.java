package dev.tidemark.redis;

import dev.tidemark.testkit.server.RedisNode;
import dev.tidemark.testkit.server.ServerProcess;
import java.nio.file.Path;
import redis.embedded.core.ExecutableProvider;

/** Redis servers from a jar. */
final class RedisServers {
    private RedisServers() {}

    /** One that keeps all it confirmed, running. */
    static ServerProcess durable() throws Exception {
        return started(RedisNode.durable(executable()));
    }

    /** One that is set up by options, running. */
    static ServerProcess with(String... options) throws Exception {
        return started(RedisNode.of(executable(), options));
    }

    private static ServerProcess started(ServerProcess server) throws Exception {
        server.start();
        return server;
    }

    private static Path executable() throws Exception {
        return ExecutableProvider.newJarResourceProvider().get().toPath();
    }
}
