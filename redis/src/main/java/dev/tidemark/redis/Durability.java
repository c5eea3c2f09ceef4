package dev.tidemark.redis;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** Whether a server may forget what it confirmed. */
record Durability(RedisUrl url, RedisConnection redis) {
    /** What follows from a state that is lost: the lake knows the claims, so rows are neither lost nor doubled. */
    private static final String RISK =
            " a state that it forgets is an error at the next collection, until it is brought back";

    /** Tells what it risks, if anything. */
    void check(Consumer<String> warnings) throws IOException {
        redis.read("say how it is set up", this::weaknesses)
                .forEach((weakness, cure) -> warnings.accept(
                        "the Redis server " + url.server() + " " + weakness + ":" + RISK + ". " + cure));
    }

    private Map<String, String> weaknesses(Jedis server) {
        Map<String, String> weaknesses = new LinkedHashMap<>();
        Optional<Map<String, String>> persistence = info(server, "persistence");
        if (persistence.isEmpty()) {
            weaknesses.put(
                    "does not let this user see how it is set up, so it may forget states when it ends",
                    "See that it has 'appendonly yes' and 'appendfsync always', or allow INFO and CONFIG GET");
        } else if (!"1".equals(persistence.get().get("aof_enabled"))) {
            weaknesses.put(
                    "keeps no append-only file, so it may forget states when it ends",
                    "Set 'appendonly yes' and 'appendfsync always'");
        } else {
            appendfsync(server)
                    .ifPresent(when -> weaknesses.put(
                            when + ", so it may forget the last states when the power goes",
                            "Set 'appendfsync always'"));
        }
        info(server, "memory")
                .filter(memory -> !"0".equals(memory.get("maxmemory")))
                .map(memory -> memory.get("maxmemory_policy"))
                .filter(policy -> policy.startsWith("allkeys"))
                .ifPresent(policy -> weaknesses.put(
                        "removes any key when its memory is full (maxmemory-policy " + policy + ")",
                        "Set 'maxmemory-policy noeviction', or use a server of its own"));
        return weaknesses;
    }

    /** Empty where the user may not ask. */
    private static Optional<Map<String, String>> info(Jedis server, String section) {
        try {
            return Optional.of(server.info(section)
                    .lines()
                    .filter(line -> line.indexOf(':') > 0)
                    .collect(Collectors.toMap(
                            line -> line.substring(0, line.indexOf(':')),
                            line -> line.substring(line.indexOf(':') + 1).strip(),
                            (one, other) -> one)));
        } catch (JedisDataException e) {
            return Optional.empty();
        }
    }

    /** What is wrong with how it syncs, if anything is. */
    private static Optional<String> appendfsync(Jedis server) {
        try {
            String when = String.valueOf(server.configGet("appendfsync").get("appendfsync"));
            return when.equals("always")
                    ? Optional.empty()
                    : Optional.of("syncs its append-only file '" + when + "', not 'always'");
        } catch (JedisDataException e) {
            return Optional.of("does not let this user see whether it syncs its append-only file always");
        }
    }
}
