package dev.tidemark.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.StateStore;
import dev.tidemark.testkit.server.ServerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

class DurabilityTest {
    @Test
    void aServerThatKeepsAllItConfirmedIsNotWarnedOf() throws Exception {
        try (ServerProcess server = RedisServers.durable()) {
            assertThat(warnings(server, "default", "")).isEmpty();
        }
    }

    @Test
    @DisplayName("unsynced-registry: what the server may forget is said when the store is opened")
    void aServerThatKeepsNothingIsWarnedOf() throws Exception {
        try (ServerProcess server = RedisServers.with("--appendonly", "no")) {
            assertThat(warnings(server, "default", ""))
                    .singleElement()
                    .asString()
                    .contains(
                            "127.0.0.1:" + server.port(),
                            "keeps no append-only file",
                            "an error at the next collection",
                            "'appendonly yes'",
                            "'appendfsync always'");
        }
    }

    @Test
    void aServerThatSyncsNowAndThenIsWarnedOf() throws Exception {
        try (ServerProcess server = RedisServers.with("--appendonly", "yes", "--appendfsync", "everysec")) {
            assertThat(warnings(server, "default", ""))
                    .singleElement()
                    .asString()
                    .contains("'everysec'", "when the power goes", "'appendfsync always'");
        }
    }

    @Test
    void aServerThatMakesRoomByForgettingIsWarnedOf() throws Exception {
        String[] options = {
            "--appendonly",
            "yes",
            "--appendfsync",
            "always",
            "--maxmemory",
            "100mb",
            "--maxmemory-policy",
            "allkeys-lru"
        };
        try (ServerProcess server = RedisServers.with(options)) {
            assertThat(warnings(server, "default", ""))
                    .singleElement()
                    .asString()
                    .contains("allkeys-lru", "noeviction");
        }
    }

    @Test
    void aServerThatDoesNotSayIsWarnedOf() throws Exception {
        try (ServerProcess server = RedisServers.durable()) {
            try (Jedis redis = new Jedis("127.0.0.1", server.port())) {
                redis.aclSetUser("mute", "on", ">pass", "~t:*", "+@all", "-info", "-config");
                redis.aclSetUser("half", "on", ">pass", "~t:*", "+@all", "-config");
            }

            assertThat(warnings(server, "mute", "pass"))
                    .singleElement()
                    .asString()
                    .contains("does not let this user see how it is set up");
            assertThat(warnings(server, "half", "pass"))
                    .singleElement()
                    .asString()
                    .contains("whether it syncs its append-only file always");
        }
    }

    private static List<String> warnings(ServerProcess server, String user, String password) throws Exception {
        List<String> warnings = new ArrayList<>();
        RedisSettings settings = new RedisSettings(
                RedisUrl.parse("redis://127.0.0.1:" + server.port()),
                password.isEmpty() ? Optional.empty() : Optional.of(user),
                password.isEmpty() ? Optional.empty() : Optional.of(password),
                "t:",
                Optional.empty(),
                Duration.ofSeconds(10));
        try (StateStore store = RedisStateStore.open(settings, warnings::add)) {
            assertThat(store.keys("")).isEmpty();
        }
        return warnings;
    }
}
