package dev.tidemark.elastic.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.elastic.http.Answer;
import dev.tidemark.elastic.http.Call;
import dev.tidemark.elastic.http.JsonObject;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a pattern stands for, where only {@code read} is allowed, also in other clusters: the names of the indexes, their
 * UUIDs and the types of fields, each asked for once. One thread.
 */
final class IndexNames {
    /** Sorting by it fails, and the failure tells the UUID of each index: nothing else that {@code read} allows does. */
    private static final String NOWHERE = "tidemark.no_such_field";

    /** Why a cluster does not answer for an index that is meant by its name. */
    private static final Set<String> REFUSED = Set.of("index_not_found_exception", "index_closed_exception");

    private static final Pattern OBJECT = Pattern.compile("\\{[^{}]*\\}");
    private static final Pattern NAME = Pattern.compile("\"index\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern UUID = Pattern.compile("\"index_uuid\"\\s*:\\s*\"([^\"]+)\"");

    private final Cluster cluster;
    private final String pattern;
    private final Map<String, Map<String, String>> types = new HashMap<>();
    private final Map<String, IOException> refused = new TreeMap<>();

    IndexNames(Cluster cluster, String pattern) {
        this.cluster = cluster;
        this.pattern = pattern;
    }

    /** Whether a name is one of another cluster's. A computed name may hold a time zone. */
    static boolean isElsewhere(String index) {
        return index.contains(":") && !index.startsWith("<");
    }

    /** The part of a list of names and patterns that is of this cluster. */
    static String here(String pattern) {
        return part(pattern, name -> !isElsewhere(name));
    }

    /** The part of it that is of other clusters. */
    static String elsewhere(String pattern) {
        return part(pattern, IndexNames::isElsewhere);
    }

    private static String part(String pattern, Predicate<String> which) {
        return Arrays.stream(pattern.split(",")).filter(which).collect(Collectors.joining(","));
    }

    /** The type of a field in each index; empty where no document has it. */
    Map<String, String> types(String field) throws IOException {
        Map<String, String> known = types.get(field);
        if (known == null) {
            Call call = Call.get(pattern, "_field_caps").with("fields", field).with("include_unmapped", "true");
            Answer told = send(call);
            Cluster.refuse(told, "read", pattern);
            known = told.success().read(answer -> read(answer, field));
            types.put(field, known);
        }
        return known;
    }

    private static Map<String, String> read(JsonObject answer, String field) {
        Map<String, String> all = new TreeMap<>();
        answer.texts("indices").forEach(index -> all.put(index, ""));
        JsonObject fields = answer.object("fields");
        if (fields.has(field)) {
            JsonObject byType = fields.object(field);
            for (String type : byType.names()) {
                List<String> indexes = byType.object(type).has("indices")
                        ? byType.object(type).texts("indices")
                        : answer.texts("indices");
                indexes.forEach(index -> all.put(index, type.equals("unmapped") ? "" : type));
            }
        }
        return all;
    }

    /** The UUIDs of the indexes by their names; one whose shards are not available is missing. */
    Map<String, String> uuids() throws IOException {
        Answer answer = send(Call.post(pattern, "_search").with("{\"size\":0,\"sort\":[" + Json.text(NOWHERE) + "]}"));
        if (!answer.is(400) && !answer.is(200)) {
            Cluster.refuse(answer, "read", pattern);
            answer.success();
        }
        return told(new String(answer.body(), UTF_8));
    }

    /** What is meant by its name and refused, of what was asked so far; the others are told. */
    Map<String, IOException> refused() {
        return refused;
    }

    private Answer send(Call call) throws IOException {
        Answer answer = cluster.send(call);
        if (!REFUSED.contains(answer.errorType())) {
            return answer;
        }
        refused.put(answer.json().object("error").textOr("index", pattern), answer.failure());
        return cluster.send(call.with("ignore_unavailable", "true"));
    }

    private static Map<String, String> told(String answer) {
        Map<String, String> told = new TreeMap<>();
        for (Matcher object = OBJECT.matcher(answer); object.find(); ) {
            Matcher name = NAME.matcher(object.group());
            Matcher uuid = UUID.matcher(object.group());
            if (name.find() && uuid.find() && !uuid.group(1).equals("_na_")) {
                told.put(name.group(1), uuid.group(1));
            }
        }
        return told;
    }
}
