package dev.tidemark.elastic.source;

import dev.tidemark.elastic.http.Answer;
import dev.tidemark.elastic.http.Call;
import dev.tidemark.elastic.http.JsonObject;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Settings of indexes that say how they can be read. Asked for once; where they are not told, there are none. One thread. */
final class IndexTraits {
    private static final String SETTINGS = "index.disable_sequence_numbers,index.store.type,index.replication.type,"
            + "index.default_pipeline,index.final_pipeline";

    /** Of one index: what is written, and what holds otherwise. */
    private record Told(JsonObject written, JsonObject defaults) {}

    private final Cluster cluster;
    private final String pattern;
    private final Map<String, Boolean> pipelines = new HashMap<>();
    private Map<String, Told> told = Map.of();
    private boolean asked;

    IndexTraits(Cluster cluster, String pattern) {
        this.cluster = cluster;
        this.pattern = pattern;
    }

    /** Why documents of an index have no sequence numbers; empty if they have, as far as is known. */
    String againstNumbers(String index) throws IOException {
        return value(index, "index.disable_sequence_numbers").equals("true")
                ? "sequence numbers are switched off there (index.disable_sequence_numbers)"
                : "";
    }

    /** Why an index cannot be read by sequence number; empty if nothing is known against it. */
    String againstSequence(String index) throws IOException {
        String numbers = againstNumbers(index);
        if (!numbers.isEmpty()) {
            return numbers;
        }
        // Of Elasticsearch; that of OpenSearch is a remote_snapshot.
        if (value(index, "index.store.type").endsWith("snapshot")) {
            return "it is a searchable snapshot (index.store.type)";
        }
        return "";
    }

    /** Whether copies get segments and not operations, so that a refresh reaches only the primary. */
    boolean copiesSegments(String index) throws IOException {
        return value(index, "index.replication.type").equalsIgnoreCase("SEGMENT");
    }

    /** Whether a pipeline of an index sets a field to the time of the server, as far as one may look at it. */
    boolean setsTime(String index, String field) throws IOException {
        for (String setting : List.of("index.default_pipeline", "index.final_pipeline")) {
            String pipeline = value(index, setting);
            if (!pipeline.isEmpty() && !pipeline.equals("_none") && pipelineSetsTime(pipeline, field)) {
                return true;
            }
        }
        return false;
    }

    Set<String> indexes() throws IOException {
        return all().keySet();
    }

    private String value(String index, String setting) throws IOException {
        Told told = all().get(index);
        return told == null
                ? ""
                : told.written().textOr(setting, told.defaults().textOr(setting, ""));
    }

    private Map<String, Told> all() throws IOException {
        if (!asked) {
            // What holds for some kinds of indexes unless it is written is told as a default only.
            Answer answer = cluster.send(Call.get(pattern, "_settings", SETTINGS)
                    .with("flat_settings", "true")
                    .with("include_defaults", "true")
                    .with("ignore_unavailable", "true"));
            if (answer.is(200)) {
                told = answer.read(IndexTraits::read);
            } else if (answer.is(429) || answer.status() >= 500) {
                throw answer.failure(); // nothing is known now, and would be taken for nothing against it
            }
            asked = true;
        }
        return told;
    }

    private static Map<String, Told> read(JsonObject answer) {
        Map<String, Told> all = new HashMap<>();
        for (String index : answer.names()) {
            JsonObject one = answer.object(index);
            all.put(index, new Told(member(one, "settings"), member(one, "defaults")));
        }
        return all;
    }

    private static JsonObject member(JsonObject index, String name) {
        return index.has(name) ? index.object(name) : JsonObject.EMPTY;
    }

    private boolean pipelineSetsTime(String pipeline, String field) throws IOException {
        Boolean known = pipelines.get(pipeline);
        if (known == null) {
            Answer answer = cluster.send(Call.get("_ingest", "pipeline", pipeline));
            known = answer.is(200) && answer.read(json -> setsTime(json.object(pipeline), field));
            pipelines.put(pipeline, known);
        }
        return known;
    }

    private static boolean setsTime(JsonObject pipeline, String field) {
        return pipeline.objects("processors").stream()
                .flatMap(processor -> processor.has("set") ? Stream.of(processor.object("set")) : Stream.empty())
                .anyMatch(set -> set.textOr("field", "").equals(field)
                        && (set.textOr("value", "").contains("_ingest.timestamp")
                                || set.textOr("copy_from", "").equals("_ingest.timestamp")));
    }
}
