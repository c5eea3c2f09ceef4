package dev.tidemark.elastic.source;

import dev.tidemark.api.Backlog;
import dev.tidemark.elastic.http.Answer;
import dev.tidemark.elastic.http.Call;
import dev.tidemark.elastic.http.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How far indexes are behind: by sequence numbers, of which there is one for each write, so for deletions, updates and
 * documents that are not asked for too. A statistic and a search tell it of all indexes.
 */
record Backlogs(Cluster cluster, IndexSettings settings, Absences absences) {
    /** Buckets that a cluster gives at most unless it is set up otherwise are many more. */
    private static final int INDEXES = 10_000;

    List<Backlog> of(Map<String, IndexPosition> known) throws IOException {
        Map<String, IndexStats> indexes = cluster.list(settings.index()).indexes();
        Map<String, Long> documents = indexes.isEmpty() ? Map.of() : documents();
        Map<String, Backlog> all = new TreeMap<>();
        for (IndexStats stats : indexes.values()) {
            all.put(stats.name(), of(stats, documents, Optional.ofNullable(known.get(stats.name()))));
        }
        Map<String, IndexPosition> absent = new TreeMap<>(known);
        absent.keySet().removeAll(indexes.keySet());
        Set<String> gone = absences.gone(open(absent));
        absent.forEach((name, read) -> all.put(name, absent(name, read, gone.contains(name))));
        return new ArrayList<>(all.values());
    }

    private static Map<String, IndexPosition> open(Map<String, IndexPosition> absent) {
        Map<String, IndexPosition> open = new TreeMap<>(absent);
        open.values().removeIf(read -> read.gone().isPresent());
        return open;
    }

    private static Backlog of(IndexStats stats, Map<String, Long> documents, Optional<IndexPosition> known) {
        Optional<IndexPosition> read = known.filter(position -> position.uuid().equals(stats.uuid()));
        List<Integer> silent = stats.shards().values().stream()
                .filter(shard -> shard.checkpoint().isEmpty())
                .map(ShardStats::number)
                .sorted()
                .toList();
        if (!silent.isEmpty()) {
            return new Backlog(
                    stats.name(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    "no primary works of shard "
                            + silent.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        IndexPosition from = read.orElseGet(() -> IndexPosition.begin(stats.uuid()));
        long behind = stats.shards().values().stream()
                .mapToLong(shard -> shard.checkpoint().orElseThrow().highest()
                        - from.shard(shard.number()).upTo())
                .map(numbers -> Math.max(0, numbers))
                .sum();
        return new Backlog(
                stats.name(),
                OptionalLong.of(documents.getOrDefault(stats.name(), 0L)),
                OptionalLong.of(behind),
                known.isPresent() && read.isEmpty() ? "another index than was read before" : "");
    }

    private static Backlog absent(String name, IndexPosition read, boolean gone) {
        long unread = read.unread().values().stream()
                .mapToLong(shard -> shard.highest() - shard.upTo())
                .sum();
        return new Backlog(
                name,
                OptionalLong.empty(),
                OptionalLong.of(unread),
                read.gone().map(time -> "gone since " + time).orElse(gone ? "gone" : "not available"));
    }

    /** How many there are that are asked for, and that are visible to a search, by index. */
    private Map<String, Long> documents() throws IOException {
        String query = settings.query().map(own -> "\"query\":" + own + ",").orElse("");
        Answer answer = cluster.send(Call.post(settings.index(), "_search")
                .with("ignore_unavailable", "true")
                .with("{\"size\":0,\"track_total_hits\":false," + query
                        + "\"aggs\":{\"indexes\":{\"terms\":{\"field\":\"_index\",\"size\":" + INDEXES + "}}}}"));
        Cluster.refuse(answer, "read", settings.index());
        return answer.success().read(found -> {
            Map<String, Long> documents = new HashMap<>();
            for (JsonObject index :
                    found.object("aggregations").object("indexes").objects("buckets")) {
                documents.put(index.text("key"), index.number("doc_count"));
            }
            return documents;
        });
    }
}
