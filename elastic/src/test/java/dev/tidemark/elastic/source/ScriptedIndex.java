package dev.tidemark.elastic.source;

import dev.tidemark.elastic.source.ScriptedServer.Reply;
import dev.tidemark.elastic.source.ScriptedServer.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/**
 * What clusters answer of the index {@code logs} whatever it is read by: its name, its UUID, its copies, a refresh, and
 * who may do what.
 */
final class ScriptedIndex {
    /** What there is of it. */
    enum Presence {
        OPEN,
        GONE,
        CLOSED,
        /** None of its copies works. */
        UNAVAILABLE,
        /** It may not be seen. */
        HIDDEN,
        /** It is gone, and its name is an alias of another one. */
        ALIAS
    }

    private final IntSupplier documents;
    private final Set<String> forbidden = new HashSet<>();
    private final Map<String, Runnable> before = new HashMap<>();
    private final Map<String, Runnable> after = new HashMap<>();
    private final List<String> copies = new ArrayList<>(List.of("node-a"));
    private Runnable refreshed = () -> {};
    private String uuid = "uuid-1";
    private String field = "";
    private String type = "";
    private Presence presence = Presence.OPEN;
    private int missed;

    /** @param documents how many there are */
    ScriptedIndex(IntSupplier documents) {
        this.documents = documents;
    }

    /** The field that is read by, and its type; empty if no document has it. */
    synchronized void mapping(String name, String is) {
        field = name;
        type = is;
    }

    synchronized void type(String is) {
        type = is;
    }

    synchronized void uuid(String other) {
        uuid = other;
    }

    synchronized void presence(Presence now) {
        presence = now;
    }

    /** What a refresh does that reaches all copies. */
    synchronized void onRefresh(Runnable effect) {
        refreshed = effect;
    }

    /** Refuses calls whose path ends so. */
    synchronized void forbid(String end) {
        forbidden.add(end);
    }

    synchronized void allow(String end) {
        forbidden.remove(end);
    }

    /** What happens once, right before the next call whose path ends so is answered. */
    synchronized void before(String end, Runnable once) {
        before.put(end, once);
    }

    /** What happens once, right after it is answered. */
    synchronized void after(String end, Runnable once) {
        after.put(end, once);
    }

    /** Where its copies are, the primary first. */
    synchronized void copies(String... nodes) {
        copies.clear();
        copies.addAll(List.of(nodes));
    }

    /** The next refresh does not reach the primary, and does not count it as failed. */
    synchronized void missRefresh() {
        missed = 1;
    }

    /** No refresh from now on reaches the primary. */
    synchronized void missRefreshes() {
        missed = Integer.MAX_VALUE;
    }

    /** Answers what is the same for all, the rest by a script. */
    synchronized Reply reply(Request request, ScriptedServer.Script rest) {
        happen(before, request);
        Reply reply = own(request).orElseGet(() -> rest.reply(request));
        happen(after, request);
        return reply;
    }

    private static void happen(Map<String, Runnable> what, Request request) {
        for (String end : List.copyOf(what.keySet())) {
            if (request.ends(end)) {
                what.remove(end).run();
            }
        }
    }

    private Optional<Reply> own(Request request) {
        if (forbidden.stream().anyMatch(request::ends)) {
            return Optional.of(Reply.error(
                    403, "security_exception", "action [" + request.path() + "] is unauthorized for user [reader]"));
        }
        if (request.path().startsWith("/log") && presence != Presence.OPEN) {
            boolean byName = request.path().startsWith("/logs/");
            return Optional.of(byName ? absent(request) : Reply.ok("{\"indices\":[],\"fields\":{}}"));
        }
        if (request.ends("/_field_caps")) {
            String caps = type.isEmpty() ? "" : "\"" + field + "\":{\"" + type + "\":{\"type\":\"" + type + "\"}}";
            return Optional.of(Reply.ok("{\"indices\":[\"logs\"],\"fields\":{" + caps + "}}"));
        }
        if (request.ends("/_refresh")) {
            return Optional.of(refresh());
        }
        if (request.path().contains("/_stats")) {
            return Optional.of(Reply.ok(stats()));
        }
        if (request.body().contains("\"sort\":[\"tidemark.")) {
            return Optional.of(new Reply(
                    400,
                    "{\"error\":{\"root_cause\":[{\"type\":\"query_shard_exception\",\"index_uuid\":\"" + uuid
                            + "\",\"index\":\"logs\"}],\"type\":\"search_phase_execution_exception\",\"reason\":\"all"
                            + " shards failed\"},\"status\":400}"));
        }
        return request.path().equals("/")
                ? Optional.of(Reply.ok("{\"version\":{\"number\":\"8.19.0\"}}"))
                : Optional.empty();
    }

    private Reply absent(Request request) {
        if (presence == Presence.HIDDEN) {
            return Reply.error(403, "security_exception", "action is unauthorized for user [reader]");
        }
        if (presence == Presence.ALIAS) {
            return Reply.ok("{\"indices\":[\"other\"],\"fields\":{}}");
        }
        if (presence == Presence.UNAVAILABLE || request.query().contains("ignore_unavailable=true")) {
            return Reply.ok("{\"indices\":[],\"fields\":{}}");
        }
        return presence == Presence.CLOSED
                ? Reply.error(400, "index_closed_exception", "closed")
                : Reply.error(404, "index_not_found_exception", "no such index [logs]");
    }

    private Reply refresh() {
        boolean all = missed == 0;
        missed = Math.max(0, missed - 1);
        if (all) {
            refreshed.run();
        }
        int reached = all ? copies.size() : copies.size() - 1;
        return Reply.ok("{\"_shards\":{\"total\":" + copies.size() + ",\"successful\":" + reached + ",\"failed\":0}}");
    }

    private String stats() {
        int last = documents.getAsInt() - 1;
        return "{\"indices\":{\"logs\":{\"uuid\":\"" + uuid + "\",\"shards\":{\"0\":["
                + copies.stream()
                        .map(node -> "{\"routing\":{\"state\":\"STARTED\",\"primary\":"
                                + node.equals(copies.getFirst()) + ",\"node\":\"" + node
                                + "\"},\"seq_no\":{\"max_seq_no\":" + last + ",\"local_checkpoint\":" + last
                                + ",\"global_checkpoint\":" + last + "}}")
                        .collect(Collectors.joining(","))
                + "]}}}}";
    }
}
