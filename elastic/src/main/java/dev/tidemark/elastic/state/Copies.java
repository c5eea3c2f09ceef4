package dev.tidemark.elastic.state;

import dev.tidemark.elastic.http.Answer;
import dev.tidemark.elastic.http.JsonObject;
import dev.tidemark.elastic.http.SearchException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Where the copies of an index are.
 *
 * @param copies sorted; each has its shard, its node and whether it is the primary
 * @param pins   for each shard, the preference that makes a search ask its primary
 */
record Copies(List<String> copies, List<String> pins) {
    Copies {
        copies = List.copyOf(copies);
        pins = List.copyOf(pins);
    }

    /** How many copies can be refreshed. */
    int started() {
        return copies.size();
    }

    /** @throws IOException if a shard has no primary now */
    static Copies read(String index, Answer stats) throws IOException {
        JsonObject indices = stats.read(json -> json.object("indices"));
        try {
            return read(indices);
        } catch (IllegalArgumentException e) {
            throw new SearchException(
                    "the index " + index + " at " + stats.host() + " cannot be searched now (" + e.getMessage()
                            + "): see GET /_cluster/health, and try again",
                    e);
        }
    }

    private static Copies read(JsonObject indices) {
        TreeSet<String> copies = new TreeSet<>();
        List<String> pins = new ArrayList<>();
        if (indices.names().size() != 1) {
            throw new IllegalArgumentException("it is " + indices.names());
        }
        JsonObject shards = indices.object(indices.names().iterator().next()).object("shards");
        for (String shard : shards.names()) {
            pins.add(pin(shard, shards.objects(shard), copies));
        }
        return new Copies(List.copyOf(copies), pins);
    }

    private static String pin(String shard, List<JsonObject> all, TreeSet<String> copies) {
        String primary = "";
        for (JsonObject copy : all) {
            JsonObject routing = copy.object("routing");
            String state = routing.text("state");
            if (state.equals("STARTED") || state.equals("RELOCATING")) {
                copies.add(shard + " on " + routing.text("node") + (routing.flag("primary") ? " primary" : ""));
                primary = routing.flag("primary") ? routing.text("node") : primary;
            }
        }
        if (primary.isEmpty()) {
            throw new IllegalArgumentException("its shard " + shard + " has no primary");
        }
        return "_shards:" + shard + "|_only_nodes:" + primary;
    }
}
