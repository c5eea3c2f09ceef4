package dev.tidemark.elastic.source;

import dev.tidemark.elastic.http.Answer;
import dev.tidemark.elastic.http.Call;
import dev.tidemark.elastic.http.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many shards indexes have: statistics are silent about one of which no copy is assigned, so that an index that
 * lacks a shard looks like a smaller one. Safe for many threads.
 */
final class ShardCounts {
    private static final String SETTINGS = "index.uuid,index.number_of_shards";

    private final Cluster cluster;
    /** An index of one UUID never has another number of shards. */
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    ShardCounts(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * The indexes that statistics tell, with the shards of which they tell nothing. Asks for counts only where copies
     * are not assigned, and once; nothing is added where the counts may not be seen.
     *
     * @param stats of the pattern
     */
    Map<String, IndexStats> complete(String pattern, Answer stats) throws IOException {
        Map<String, IndexStats> told = stats.read(IndexStats::read);
        JsonObject copies = stats.json().has("_shards") ? stats.json().object("_shards") : JsonObject.EMPTY;
        if (!copies.has("total") || copies.number("successful") >= copies.number("total")) {
            return told;
        }
        if (told.values().stream().anyMatch(index -> !counts.containsKey(index.uuid()))) {
            ask(pattern);
        }
        Map<String, IndexStats> complete = new TreeMap<>(told);
        complete.replaceAll((name, index) -> complete(index));
        return complete;
    }

    private void ask(String pattern) throws IOException {
        Answer answer = cluster.send(Call.get(pattern, "_settings", SETTINGS).with("ignore_unavailable", "true"));
        if (answer.is(403)) {
            return;
        }
        counts.putAll(answer.success().read(ShardCounts::read));
    }

    private static Map<String, Integer> read(JsonObject indexes) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String name : indexes.names()) {
            JsonObject index = indexes.object(name).object("settings").object("index");
            counts.put(index.text("uuid"), Integer.valueOf(index.text("number_of_shards")));
        }
        return counts;
    }

    private IndexStats complete(IndexStats index) {
        Map<Integer, ShardStats> all = new TreeMap<>(index.shards());
        for (int shard = 0; shard < counts.getOrDefault(index.uuid(), 0); shard++) {
            all.putIfAbsent(shard, new ShardStats(shard, List.of(), Optional.empty()));
        }
        return new IndexStats(index.name(), index.uuid(), all);
    }
}
