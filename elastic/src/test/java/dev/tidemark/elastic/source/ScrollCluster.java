package dev.tidemark.elastic.source;

import dev.tidemark.elastic.source.ScriptedServer.Reply;
import dev.tidemark.elastic.source.ScriptedServer.Request;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One index that is read by scrolls, and that misbehaves at a chosen call. A scroll gives each page once. */
final class ScrollCluster implements AutoCloseable {
    private static final Pattern SIZE = Pattern.compile("\"size\":(\\d+)");
    private static final Pattern HANDLE = Pattern.compile("\"scroll_id\":\\[?\"(scroll\\d+)\"");

    /** What goes wrong at the next page after the first. */
    enum Trouble {
        NONE,
        EXPIRED,
        SHARD_FAILS,
        TIMES_OUT,
        /** A page is given to nobody. */
        ANSWER_IS_LOST
    }

    private record Context(List<String> documents, int size, int total) {}

    private final ScriptedServer server;
    private final List<String> documents = new ArrayList<>();
    private final ScriptedIndex index = new ScriptedIndex(documents::size);
    private final Map<String, Context> open = new HashMap<>();
    private final List<String> unrefreshed = new ArrayList<>();
    private String padding = "";
    private Trouble trouble = Trouble.NONE;
    private int opened;

    ScrollCluster() throws IOException {
        index.onRefresh(this::refresh);
        server = new ScriptedServer(this::answer);
    }

    URI uri() {
        return server.uri();
    }

    synchronized void add(String id) {
        documents.add(id);
    }

    /** It is there, and no search shows it before a refresh. */
    synchronized void addUnrefreshed(String id) {
        unrefreshed.add(id);
    }

    private void refresh() {
        documents.addAll(unrefreshed);
        unrefreshed.clear();
    }

    synchronized void recreate(String other) {
        index.uuid(other);
        documents.clear();
    }

    /** How many bytes more each document has. */
    synchronized void pad(int bytes) {
        padding = "x".repeat(bytes);
    }

    synchronized void trouble(Trouble next) {
        trouble = next;
    }

    /** Forgets all scrolls. */
    synchronized void expire() {
        open.clear();
    }

    synchronized int openScrolls() {
        return open.size();
    }

    /** What it answers whatever it is read by. */
    ScriptedIndex index() {
        return index;
    }

    List<Request> requests() {
        return server.requests();
    }

    private synchronized Reply answer(Request request) {
        return index.reply(request, this::reply);
    }

    private Reply reply(Request request) {
        if (request.ends("/_search/scroll")) {
            return scroll(request.method(), request.body());
        }
        Matcher size = SIZE.matcher(request.body());
        String handle = "scroll" + opened++;
        int asked = size.find() ? Integer.parseInt(size.group(1)) : 10;
        open.put(handle, new Context(new ArrayList<>(documents), asked, documents.size()));
        return Reply.ok(page(handle, 1, false));
    }

    private Reply scroll(String method, String body) {
        Matcher found = HANDLE.matcher(body);
        String handle = found.find() ? found.group(1) : "";
        if (method.equals("DELETE")) {
            open.remove(handle);
            return Reply.ok("{\"succeeded\":true}");
        }
        if (took(Trouble.EXPIRED)) {
            open.remove(handle);
        }
        if (!open.containsKey(handle)) {
            return new Reply(
                    404,
                    "{\"error\":{\"type\":\"search_phase_execution_exception\",\"root_cause\":[{\"type\":"
                            + "\"search_context_missing_exception\",\"reason\":\"No search context found\"}],"
                            + "\"reason\":\"all shards failed\"},\"status\":404}");
        }
        if (took(Trouble.ANSWER_IS_LOST)) {
            page(handle, 1, false);
        }
        return Reply.ok(page(handle, took(Trouble.SHARD_FAILS) ? 2 : 1, took(Trouble.TIMES_OUT)));
    }

    private String page(String handle, int shards, boolean timedOut) {
        Context context = open.get(handle);
        List<String> hits = new ArrayList<>();
        while (hits.size() < context.size && !context.documents.isEmpty()) {
            String id = context.documents.removeFirst();
            hits.add("{\"_index\":\"logs\",\"_id\":\"" + id + "\",\"_seq_no\":1,\"_primary_term\":1,\"_source\":"
                    + "{\"message\":\"" + id + padding + "\"},\"sort\":[0]}");
        }
        return "{\"_scroll_id\":\"" + handle + "\",\"timed_out\":" + timedOut + ",\"_shards\":{\"total\":" + shards
                + ",\"successful\":1,\"skipped\":0,\"failed\":" + (shards - 1) + "},\"hits\":{\"total\":{\"value\":"
                + context.total + ",\"relation\":\"eq\"},\"hits\":[" + String.join(",", hits) + "]}}";
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
