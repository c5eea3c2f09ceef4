package dev.tidemark.elastic.source;

import dev.tidemark.elastic.http.Answer;
import dev.tidemark.elastic.http.Call;
import dev.tidemark.elastic.http.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Why indexes that were read before are not among those that tell statistics: they are gone, or only cannot be read
 * now. Only what the cluster denies by name is gone: a pattern also leaves out what may not be seen.
 */
final class Absences {
    /** A cluster takes a first line of a request of 4 KiB. */
    private static final int LONGEST = 3000;

    private static final String SETTINGS = "index.uuid,index.verified_before_close";

    private record Told(String uuid, boolean closed) {}

    private final Cluster cluster;
    private final String pattern;
    private final Consumer<String> warnings;

    Absences(Cluster cluster, String pattern, Consumer<String> warnings) {
        this.cluster = cluster;
        this.pattern = pattern;
        this.warnings = warnings;
    }

    /**
     * Which of some indexes are gone. Of the others it is told why they cannot be read. One request, and one more for
     * what the pattern does not have any more, unless some are gone.
     *
     * @param absent positions by the names of their indexes
     */
    Set<String> gone(Map<String, IndexPosition> absent) throws IOException {
        if (absent.isEmpty()) {
            return Set.of();
        }
        Map<String, Told> here = told(cluster.send(settings(pattern).with("ignore_unavailable", "true")));
        Set<String> gone = new TreeSet<>();
        List<String> elsewhere = new ArrayList<>();
        absent.forEach((name, read) -> {
            Told told = here.get(name);
            if (told == null) {
                elsewhere.add(name);
            } else {
                unreadable(name, told, read);
            }
        });
        for (String names : batches(elsewhere)) {
            gone.addAll(denied(names));
        }
        return gone;
    }

    private void unreadable(String name, Told told, IndexPosition read) {
        if (!told.uuid().equals(read.uuid())) {
            warnings.accept("the index " + name + " was made again (" + told.uuid() + ", not " + read.uuid()
                    + ") and is not available yet; it is looked at in the next run");
        } else if (told.closed()) {
            warnings.accept("the index " + name + " is closed; what it holds is read once it is opened");
        } else {
            warnings.accept("the index " + name + " is unavailable: none of its shards works; what it holds is read"
                    + " once they do");
        }
    }

    /** Those of some names that there is no index of: another index may have such a name as its alias. */
    private Set<String> denied(String names) throws IOException {
        Answer answer = cluster.send(settings(names));
        Set<String> denied = new TreeSet<>();
        if (answer.is(200)) {
            Set<String> there = told(answer).keySet();
            for (String name : names.split(",", -1)) {
                sort(name, there, denied);
            }
            return denied;
        }
        for (String name : names.split(",", -1)) {
            Answer one = cluster.send(settings(name));
            if (one.is(404) && one.errorType().equals("index_not_found_exception")) {
                denied.add(name);
            } else if (one.is(403)) {
                warnings.accept("whether the index " + name + " is gone cannot be told: the privilege 'monitor' is"
                        + " missing for it");
            } else {
                sort(name, told(one).keySet(), denied);
            }
        }
        return denied;
    }

    private void sort(String name, Set<String> there, Set<String> denied) {
        if (there.contains(name)) {
            left(name);
        } else if (!there.isEmpty()) {
            denied.add(name);
        }
    }

    private void left(String name) {
        warnings.accept(
                "the index " + name + " is there, and '" + pattern + "' does not mean it any more: it is not read");
    }

    private static Call settings(String names) {
        return Call.get(names, "_settings", SETTINGS).with("expand_wildcards", "all");
    }

    /** What there is; nothing if there is no such index. */
    private Map<String, Told> told(Answer answer) throws IOException {
        if (answer.is(404)) {
            return Map.of();
        }
        Cluster.refuse(answer, "monitor", pattern);
        return answer.success().read(indexes -> {
            Map<String, Told> all = new HashMap<>();
            for (String name : indexes.names()) {
                JsonObject index = indexes.object(name).object("settings").object("index");
                all.put(
                        name,
                        new Told(index.text("uuid"), Boolean.parseBoolean(index.textOr("verified_before_close", ""))));
            }
            return all;
        });
    }

    private static List<String> batches(List<String> names) {
        List<String> batches = new ArrayList<>();
        StringBuilder batch = new StringBuilder();
        for (String name : names) {
            if (batch.length() + name.length() > LONGEST) {
                batches.add(batch.toString());
                batch.setLength(0);
            }
            batch.append(batch.isEmpty() ? "" : ",").append(name);
        }
        if (!batch.isEmpty()) {
            batches.add(batch.toString());
        }
        return batches;
    }

    /** The positions of indexes among all that is remembered of a source; what they are not is left to its stream. */
    static Map<String, IndexPosition> positions(Map<String, String> remembered) {
        Map<String, IndexPosition> positions = new TreeMap<>();
        remembered.forEach((name, cursor) -> position(cursor).ifPresent(read -> positions.put(name, read)));
        return positions;
    }

    private static Optional<IndexPosition> position(String cursor) {
        try {
            return Optional.of(IndexPosition.parse(cursor));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
