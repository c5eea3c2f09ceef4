package dev.tidemark.elastic.source;

import dev.tidemark.elastic.source.ScriptedServer.Reply;
import dev.tidemark.elastic.source.ScriptedServer.Request;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One index that is read by a field that rises, and that misbehaves at a chosen call. */
final class CursorCluster implements AutoCloseable {
    private static final Pattern SIZE = Pattern.compile("\"size\":(\\d+)");
    private static final Pattern AFTER = Pattern.compile("\"search_after\":\\[(.+?)\\],\"(?:seq_no|version)");

    /** What goes wrong at the next page. */
    enum Trouble {
        NONE,
        SHARD_FAILS,
        NO_SHARD_ANSWERS,
        TIMES_OUT,
        /** Whatever is asked for, the beginning is answered, from now on. */
        REPEATS,
        /** Documents come in no order. */
        UNSORTED,
        /** What has the highest value is deleted. */
        LAST_IS_DELETED
    }

    /** @param value as JSON; empty if it has none */
    private record Doc(String id, String value, boolean visible, long version) {
        Doc shown() {
            return new Doc(id, value, true, version);
        }
    }

    private final ScriptedServer server;
    private final Map<String, Doc> documents = new LinkedHashMap<>();
    private final ScriptedIndex index = new ScriptedIndex(documents::size);
    private Trouble trouble = Trouble.NONE;
    private String padding = "";

    CursorCluster() throws IOException {
        index.mapping("event.number", "long");
        index.onRefresh(this::refresh);
        server = new ScriptedServer(this::answer);
    }

    URI uri() {
        return server.uri();
    }

    /** What it answers whatever it is read by. */
    ScriptedIndex index() {
        return index;
    }

    /** @param value as JSON; empty if it has none */
    synchronized void add(String id, String value) {
        put(id, value, true);
    }

    /** It is there, and no search shows it before a refresh. */
    synchronized void hide(String id, String value) {
        put(id, value, false);
    }

    private void put(String id, String value, boolean visible) {
        Doc before = documents.get(id);
        documents.put(id, new Doc(id, value, visible, before == null ? 1 : before.version + 1));
    }

    /** How many bytes more each document has. */
    synchronized void pad(int bytes) {
        padding = "x".repeat(bytes);
    }

    synchronized void recreate(String other) {
        index.uuid(other);
        documents.clear();
    }

    synchronized void trouble(Trouble next) {
        trouble = next;
    }

    List<String> calls() {
        return server.calls();
    }

    private synchronized Reply answer(Request request) {
        return index.reply(request, rest -> Reply.ok(search(rest.body())));
    }

    /** Shows what was hidden. */
    private void refresh() {
        documents.replaceAll((id, doc) -> doc.shown());
    }

    private String search(String body) {
        List<Doc> sorted = documents.values().stream()
                .filter(doc -> doc.visible && !doc.value.isEmpty())
                .sorted(CursorCluster::compare)
                .toList();
        if (body.contains("\"aggs\"")) {
            List<Doc> last = sorted.subList(Math.max(0, sorted.size() - 1), sorted.size());
            long without = documents.values().stream()
                    .filter(doc -> doc.visible && doc.value.isEmpty())
                    .count();
            return found(1, 1, false, hits(last))
                    .replaceFirst(
                            "\\{",
                            "{\"aggregations\":{\"with\":{\"doc_count\":" + sorted.size()
                                    + "},\"without\":{\"doc_count\":" + without + "}},");
        }
        if (!body.contains("\"search_after\"") && !body.contains("\"order\"")) {
            return found(1, 1, false, hits(documents.values().stream().toList()));
        }
        return page(sorted, body);
    }

    private String page(List<Doc> sorted, String body) {
        if (took(Trouble.NO_SHARD_ANSWERS)) {
            return found(0, 0, false, List.of());
        }
        Matcher size = SIZE.matcher(body);
        Matcher after = AFTER.matcher(body);
        boolean next = after.find() && trouble != Trouble.REPEATS;
        List<Doc> found = new ArrayList<>(sorted.stream()
                .filter(doc -> !next || compare(new Doc("", after.group(1), true, 1), doc) < 0)
                .limit(size.find() ? Integer.parseInt(size.group(1)) : 10)
                .toList());
        if (took(Trouble.UNSORTED)) {
            found.sort(Comparator.comparing(Doc::id).reversed());
        }
        if (took(Trouble.LAST_IS_DELETED)) {
            documents.remove(found.removeLast().id);
        }
        List<String> hits = hits(found);
        if (took(Trouble.SHARD_FAILS)) {
            return found(2, 1, false, hits.subList(0, hits.size() / 2));
        }
        return found(1, 1, took(Trouble.TIMES_OUT), hits);
    }

    private static int compare(Doc one, Doc other) {
        return one.value.startsWith("\"")
                ? one.value.compareTo(other.value)
                : new BigDecimal(one.value).compareTo(new BigDecimal(other.value));
    }

    private List<String> hits(List<Doc> docs) {
        return docs.stream()
                .map(doc -> "{\"_index\":\"logs\",\"_id\":\"" + doc.id + "\",\"_version\":" + doc.version
                        + ",\"_seq_no\":1,\"_primary_term\":1," + "\"_source\":{\"message\":\"" + doc.id + padding
                        + "\"},\"sort\":[" + doc.value + "]}")
                .toList();
    }

    private static String found(int total, int successful, boolean timedOut, List<String> hits) {
        return "{\"took\":1,\"timed_out\":" + timedOut + ",\"_shards\":{\"total\":" + total + ",\"successful\":"
                + successful + ",\"skipped\":0,\"failed\":" + (total - successful) + "},\"hits\":{\"hits\":["
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
