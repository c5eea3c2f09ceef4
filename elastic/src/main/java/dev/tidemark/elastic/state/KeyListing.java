package dev.tidemark.elastic.state;

import dev.tidemark.elastic.http.Answer;
import dev.tidemark.elastic.http.Call;
import dev.tidemark.elastic.http.JsonObject;
import dev.tidemark.elastic.http.SearchClient;
import dev.tidemark.elastic.http.SearchException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lists keys by a search that misses nothing: a search sees only what was refreshed on the copy that it asks, and a
 * refresh does not count the copies that it did not reach as failed. So the copies are counted, the primaries are
 * searched, and if anything has moved meanwhile it is done again.
 */
final class KeyListing {
    private static final int PAGE = 1000;
    private static final int ATTEMPTS = 8;

    private final SearchClient client;
    private final String index;
    private final String stateId;

    KeyListing(SearchClient client, String index, String stateId) {
        this.client = client;
        this.index = index;
        this.stateId = stateId;
    }

    List<String> keys(String prefix) throws IOException {
        if (!prefix.matches("[A-Za-z0-9._=%/-]*")) {
            return List.of();
        }
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<Copies> before = copies();
            if (before.isEmpty()) {
                return List.of();
            }
            Optional<List<String>> keys = keys(prefix, before.get());
            if (keys.isPresent() && before.equals(copies())) {
                return keys.get();
            }
            client.pause(attempt);
        }
        throw new SearchException("the index " + index + " was moved between nodes all the time while its keys were"
                + " listed: try again when GET /_cluster/health says green");
    }

    private Optional<Copies> copies() throws IOException {
        Answer answer = client.send(Call.get(index, "_stats", "refresh").with("level", "shards"));
        if (answer.is(404) && StateIndex.missing(answer)) {
            return Optional.empty();
        }
        return Optional.of(Copies.read(index, answer.success()));
    }

    /** Empty if not all copies were refreshed, or one could not be searched. */
    private Optional<List<String>> keys(String prefix, Copies copies) throws IOException {
        Answer refreshed = client.send(Call.post(index, "_refresh")).success();
        if (!refreshed.read(json -> reached(json.object("_shards"), copies))) {
            return Optional.empty();
        }
        List<String> keys = new ArrayList<>();
        for (String pin : copies.pins()) {
            String last = "";
            List<String> page;
            do {
                Answer answer = client.send(search(prefix, last, pin));
                if (!answer.is(200) || !answer.read(KeyListing::complete)) {
                    return Optional.empty();
                }
                page = answer.read(KeyListing::page);
                keys.addAll(page);
                last = page.isEmpty() ? last : page.getLast();
            } while (page.size() == PAGE);
        }
        keys.sort(null);
        return Optional.of(keys);
    }

    private Call search(String prefix, String last, String pin) {
        String query =
                """
                {"size":%d,"_source":false,"docvalue_fields":["key"],"track_total_hits":false,"sort":[{"key":"asc"}],
                "query":{"bool":{"filter":[{"term":{"state_id":"%s"}},{"prefix":{"key":"%s"}}]}}%s}""".formatted(PAGE, stateId, prefix, last.isEmpty() ? "" : ",\"search_after\":[\"" + last + "\"]");
        return Call.post(index, "_search")
                .with("preference", pin)
                .with("allow_partial_search_results", "false")
                .with(query);
    }

    private static boolean reached(JsonObject shards, Copies copies) {
        return shards.number("failed") == 0 && shards.number("successful") >= copies.started();
    }

    private static boolean complete(JsonObject answer) {
        JsonObject shards = answer.object("_shards");
        return !answer.flag("timed_out")
                && shards.number("total") == 1
                && shards.number("successful") == 1
                && shards.number("failed") == 0;
    }

    private static List<String> page(JsonObject answer) {
        return answer.object("hits").objects("hits").stream()
                .map(hit -> hit.object("fields").texts("key").getFirst())
                .toList();
    }
}
