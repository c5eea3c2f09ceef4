package dev.tidemark.elastic.source;

import dev.tidemark.elastic.source.ScriptedServer.Reply;
import dev.tidemark.elastic.source.ScriptedServer.Request;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One index of one shard with two copies, that misbehaves as clusters were seen to: what no real one can be made to do
 * at a chosen moment. Documents are visible to a search once they are refreshed.
 */
final class ScriptedCluster implements AutoCloseable {
    private static final Pattern AFTER = Pattern.compile("\"gt\":(-?\\d+),\"lte\":(-?\\d+)");
    private static final Pattern SIZE = Pattern.compile("\"size\":(\\d+)");

    /** What goes wrong once, at the next call of its kind. */
    enum Trouble {
        NONE,
        /** A refresh does not reach the primary, and does not count it as failed. */
        REFRESH_REACHES_ONE_COPY,
        /** The primary moves right after the refresh: the new one answers without what is not refreshed there. */
        PRIMARY_MOVES_AFTER_REFRESH,
        /** A search is answered by no shard at all. */
        NO_SHARD_ANSWERS,
        /** A search is answered in part. */
        SHARD_FAILS,
        /** A search is answered with what was found when its time was up. */
        TIMES_OUT,
        /** Documents have no sequence numbers, of which clusters say -2. */
        NO_NUMBERS,
        /** The primary is not where it was asked for. */
        NOT_THERE,
        /** No copy works for a while. */
        UNAVAILABLE,
        /** The index is made again after it was refreshed, and has more than before. */
        MADE_AGAIN_BEFORE_SEARCH,
        /** The index is deleted after its statistics were told. */
        DELETED_BEFORE_REFRESH,
        /** The index is deleted after it was refreshed. */
        DELETED_BEFORE_SEARCH
    }

    /** What there is of the index. */
    enum Presence {
        OPEN,
        CLOSED,
        /** None of its copies works. */
        UNAVAILABLE,
        /** There is none that the user may see. */
        HIDDEN,
        GONE
    }

    /** A document as it was written last. */
    private record Written(String id, long term, long version) {}

    private final ScriptedServer server;
    private final NavigableMap<Long, Written> documents = new TreeMap<>();
    private Presence presence = Presence.OPEN;
    private String uuid = "uuid-1";
    private String primary = "node-a";
    private long term = 1;
    private long visible = -1;
    private boolean stale;
    private boolean other;
    private boolean lacking;
    private String alias = "";
    private Trouble trouble = Trouble.NONE;

    ScriptedCluster() throws IOException {
        server = new ScriptedServer(this::answer);
    }

    URI uri() {
        return server.uri();
    }

    /** Writes a document, for the first time or again. */
    synchronized void add(long number, String id) {
        long before = documents.values().stream()
                .filter(each -> each.id.equals(id))
                .mapToLong(Written::version)
                .findFirst()
                .orElse(0);
        put(number, new Written(id, term, before + 1));
    }

    /** Writes a document again as clusters do when another copy becomes the primary: it is no other version then. */
    synchronized void repeatAfterFailover(long number, String id) {
        term++;
        put(number, new Written(id, term, 1));
    }

    private void put(long number, Written document) {
        documents.values().removeIf(each -> each.id.equals(document.id));
        documents.put(number, document);
    }

    synchronized void trouble(Trouble next) {
        trouble = next;
    }

    synchronized void presence(Presence now) {
        presence = now;
    }

    /** Whether the index is none of those that are asked for by a pattern. */
    synchronized void others(boolean isOther) {
        other = isOther;
    }

    /** Whether the index has another shard, of which no copy is assigned: statistics say nothing of it. */
    synchronized void lacks(boolean isLacking) {
        lacking = isLacking;
    }

    /** The index is gone, and its name is an alias of another one now. */
    synchronized void becomesAliasOf(String index) {
        presence = Presence.GONE;
        alias = index;
    }

    /** The shard is put back to an older copy of it, which has the numbers below one; another primary goes on. */
    synchronized void rebuild(long from) {
        documents.tailMap(from, true).clear();
        term++;
    }

    synchronized void recreate(String other) {
        presence = Presence.OPEN;
        uuid = other;
        documents.clear();
        visible = -1;
    }

    /** Methods and paths, in their order. */
    List<String> calls() {
        return server.calls();
    }

    private synchronized Reply answer(Request request) {
        return reply(request.path(), request.query(), request.body());
    }

    private Reply reply(String path, String query, String body) {
        if (path.contains("/_settings/")) {
            return settings(path);
        }
        if (path.endsWith("/_stats/refresh")) {
            return missing(path) && !query.contains("ignore_unavailable=true")
                    ? denied(404, "index_not_found_exception")
                    : Reply.ok(stats());
        }
        if (path.endsWith("/_refresh") && took(Trouble.DELETED_BEFORE_REFRESH)
                || path.endsWith("/_search") && took(Trouble.DELETED_BEFORE_SEARCH)) {
            presence = Presence.GONE;
        }
        if (path.endsWith("/_search") && took(Trouble.MADE_AGAIN_BEFORE_SEARCH)) {
            recreate("uuid-2");
            for (int number = 0; number < 30; number++) {
                add(number, "n" + number);
            }
            visible = 29;
        }
        if (missing(path)) {
            return denied(404, "index_not_found_exception");
        }
        if (path.endsWith("/_refresh")) {
            return Reply.ok(refresh());
        }
        if (path.endsWith("/_search")) {
            return search(body);
        }
        return Reply.ok("{\"version\":{\"number\":\"8.19.0\"}}");
    }

    /** Whether something is asked of the index by its name, and it is not there. */
    private boolean missing(String path) {
        return path.startsWith("/logs/") && presence == Presence.GONE;
    }

    private Reply settings(String path) {
        boolean byName = path.startsWith("/logs/");
        if (byName && presence == Presence.HIDDEN) {
            return denied(403, "security_exception");
        }
        if (byName && !alias.isEmpty()) {
            return Reply.ok("{\"" + alias + "\":{\"settings\":{\"index\":{\"uuid\":\"uuid-of-" + alias + "\"}}}}");
        }
        if (presence == Presence.GONE || presence == Presence.HIDDEN || other && !byName) {
            return byName ? denied(404, "index_not_found_exception") : Reply.ok("{}");
        }
        String closed = presence == Presence.CLOSED ? ",\"verified_before_close\":\"true\"" : "";
        return Reply.ok("{\"logs\":{\"settings\":{\"index\":{\"number_of_shards\":\"" + (lacking ? 2 : 1)
                + "\",\"uuid\":\"" + uuid + "\"" + closed + "}}}}");
    }

    private static Reply denied(int status, String type) {
        return Reply.error(status, type, "no such index [logs]");
    }

    private String stats() {
        if (presence != Presence.OPEN || other) {
            return "{\"_shards\":{\"total\":0,\"successful\":0,\"failed\":0},\"indices\":{}}";
        }
        if (took(Trouble.UNAVAILABLE)) {
            return "{\"_shards\":{\"total\":2,\"successful\":0,\"failed\":0},\"indices\":{}}";
        }
        return "{\"_shards\":{\"total\":" + (lacking ? 4 : 2)
                + ",\"successful\":2,\"failed\":0},\"indices\":{\"logs\":{\"uuid\":\"" + uuid + "\",\"shards\":{\"0\":["
                + copy("node-a") + ","
                + copy("node-b") + "]}}}}";
    }

    private String copy(String node) {
        long last = documents.isEmpty() ? -1 : documents.lastKey();
        return "{\"routing\":{\"state\":\"STARTED\",\"primary\":" + node.equals(primary) + ",\"node\":\"" + node
                + "\"},\"seq_no\":{\"max_seq_no\":" + last + ",\"local_checkpoint\":" + last
                + ",\"global_checkpoint\":" + last + "}}";
    }

    private String refresh() {
        if (took(Trouble.REFRESH_REACHES_ONE_COPY)) {
            stale = true;
            return "{\"_shards\":{\"total\":2,\"successful\":1,\"failed\":0}}";
        }
        stale = false;
        visible = documents.isEmpty() ? -1 : documents.lastKey();
        if (took(Trouble.PRIMARY_MOVES_AFTER_REFRESH)) {
            move();
        }
        return "{\"_shards\":{\"total\":2,\"successful\":2,\"failed\":0}}";
    }

    /** The other copy becomes the primary; it shows nothing before it is refreshed. */
    private void move() {
        primary = primary.equals("node-a") ? "node-b" : "node-a";
        stale = true;
    }

    private Reply search(String body) {
        if (took(Trouble.NOT_THERE)) {
            return new Reply(
                    400,
                    "{\"error\":{\"type\":\"illegal_argument_exception\",\"reason\":\"No data node with criteria"
                            + " [node-a] found for shard\"},\"status\":400}");
        }
        if (took(Trouble.NO_SHARD_ANSWERS)) {
            return Reply.ok(found(0, 0, 0, false, List.of()));
        }
        if (took(Trouble.SHARD_FAILS)) {
            return Reply.ok(found(1, 0, 1, false, List.of()));
        }
        List<String> hits = hits(body);
        if (took(Trouble.NO_NUMBERS)) {
            hits.replaceAll(hit -> hit.replaceFirst("\"_seq_no\":\\d+", "\"_seq_no\":-2"));
        }
        if (took(Trouble.TIMES_OUT)) {
            return Reply.ok(found(1, 1, 0, true, hits.subList(0, hits.size() / 2)));
        }
        return Reply.ok(found(1, 1, 0, false, hits));
    }

    private List<String> hits(String body) {
        Matcher range = AFTER.matcher(body);
        Matcher size = SIZE.matcher(body);
        if (!range.find() || !size.find() || stale) {
            return List.of();
        }
        long after = Long.parseLong(range.group(1));
        long to = Math.max(after, Math.min(Long.parseLong(range.group(2)), visible));
        List<String> hits = new ArrayList<>();
        NavigableMap<Long, Written> asked = documents.subMap(after, false, to, true);
        (body.contains("\"desc\"") ? asked.descendingMap() : asked).forEach((number, written) -> {
            if (hits.size() < Integer.parseInt(size.group(1))) {
                hits.add("{\"_index\":\"logs\",\"_id\":\"" + written.id + "\",\"_version\":" + written.version
                        + ",\"_seq_no\":" + number + ",\"_primary_term\":" + written.term
                        + ",\"_source\":{\"message\":\"" + written.id + "\"},\"sort\":[" + number + "]}");
            }
        });
        return hits;
    }

    private static String found(int total, int successful, int failed, boolean timedOut, List<String> hits) {
        return "{\"took\":1,\"timed_out\":" + timedOut + ",\"_shards\":{\"total\":" + total + ",\"successful\":"
                + successful + ",\"skipped\":0,\"failed\":" + failed + "},\"hits\":{\"max_score\":null,\"hits\":["
                + String.join(",", hits) + "]}}";
    }

    private boolean took(Trouble kind) {
        boolean now = trouble == kind;
        if (now) {
            trouble = Trouble.NONE;
        }
        return now;
    }

    @Override
    public void close() {
        server.close();
    }
}
