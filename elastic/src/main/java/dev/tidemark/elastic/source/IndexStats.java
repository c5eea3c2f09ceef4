package dev.tidemark.elastic.source;

import dev.tidemark.elastic.http.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An index as the cluster tells it.
 *
 * @param uuid   another index of the same name has another one
 * @param shards by their numbers
 */
record IndexStats(String name, String uuid, Map<Integer, ShardStats> shards) {
    IndexStats {
        shards = Map.copyOf(shards);
    }

    /** All indexes of an answer to {@code GET /…/_stats/…?level=shards}. */
    static Map<String, IndexStats> read(JsonObject answer) {
        JsonObject indices = answer.object("indices");
        Map<String, IndexStats> all = new TreeMap<>();
        for (String name : indices.names()) {
            all.put(name, read(name, indices.object(name)));
        }
        return all;
    }

    private static IndexStats read(String name, JsonObject index) {
        JsonObject shards = index.object("shards");
        Map<Integer, ShardStats> all = new TreeMap<>();
        for (String number : shards.names()) {
            int shard = Integer.parseInt(number);
            all.put(shard, ShardStats.read(shard, shards.objects(number)));
        }
        return new IndexStats(name, index.text("uuid"), all);
    }

    /** What the primary of a shard tells, which must work. */
    ShardStats.Primary primary(int shard) {
        return Objects.requireNonNull(shards.get(shard)).checkpoint().orElseThrow();
    }

    /** Why its checkpoints do not tell what it holds; empty if nothing is known against them. */
    Optional<String> uncounted() {
        return shards.values().stream()
                .flatMap(shard -> shard.checkpoint().stream()
                        .filter(ShardStats.Primary::isUncounted)
                        .map(told -> "shard " + shard.number() + " holds sequence numbers up to " + told.saved()
                                + " and counts up to " + told.highest()
                                + ", as a searchable snapshot of OpenSearch does"))
                .findFirst();
    }

    /** How many copies a refresh must reach. */
    long working() {
        return shards.values().stream().mapToLong(ShardStats::working).sum();
    }
}
