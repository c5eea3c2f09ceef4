package dev.tidemark.elastic.state;

import dev.tidemark.elastic.http.Answer;
import dev.tidemark.elastic.http.Call;
import dev.tidemark.elastic.http.JsonObject;
import dev.tidemark.elastic.http.SearchClient;
import dev.tidemark.elastic.http.SearchException;
import java.io.IOException;

/** The index that holds states: made when something is saved first, and looked at before it is trusted. */
final class StateIndex {
    /** A value is stored and never looked into; what it is found by is stored beside it. */
    private static final String DEFINITION = """
            {
              "settings": {
                "index": {
                  "number_of_shards": 1,
                  "auto_expand_replicas": "0-1",
                  "translog": { "durability": "request" }
                }
              },
              "mappings": {
                "dynamic": false,
                "properties": {
                  "format": { "type": "integer" },
                  "state_id": { "type": "keyword" },
                  "key": { "type": "keyword" },
                  "write": { "type": "keyword" },
                  "updated": { "type": "date" },
                  "bytes": { "type": "long" },
                  "document": { "type": "object", "enabled": false },
                  "packed": { "type": "object", "enabled": false }
                }
              }
            }
            """;

    private final SearchClient client;
    private final String name;
    private volatile boolean sound;

    StateIndex(SearchClient client, String name) {
        this.client = client;
        this.name = name;
    }

    /** Looks once. @throws IOException also if the index is not made as one for states is */
    void ensure() throws IOException {
        if (sound) {
            return;
        }
        Answer found = client.send(Call.get(name));
        if (found.is(404) && missing(found)) {
            make();
        } else {
            check(found.success());
        }
        sound = true;
    }

    /** Someone has deleted it: a write would make it again, and not for states. */
    void isGone() {
        sound = false;
    }

    /** Whether the answer says that there is no such index, not just that there is nothing at this address. */
    static boolean missing(Answer answer) {
        return answer.errorType().equals("index_not_found_exception");
    }

    private void make() throws IOException {
        Answer made = client.send(Call.put(name).with(DEFINITION));
        if (made.errorType().equals("resource_already_exists_exception")) {
            check(client.send(Call.get(name)).success());
        } else {
            made.success();
        }
    }

    private void check(Answer answer) throws IOException {
        JsonObject indices = answer.json();
        for (String concrete : indices.names()) {
            check(concrete, indices.object(concrete));
        }
    }

    private void check(String concrete, JsonObject definition) throws IOException {
        if (!keepsValues(definition)) {
            throw new SearchException("the index " + concrete + " is there, but not made for states: its mapping must"
                    + " not look into 'document'. Name another index in storage_config, or delete this one if nothing"
                    + " in it is needed; Tidemark makes its index itself");
        }
        if (durability(definition).equals("async")) {
            throw new SearchException("the index " + concrete + " may lose what it has accepted when a node fails: set"
                    + " index.translog.durability to 'request' with PUT /" + concrete + "/_settings");
        }
    }

    private static boolean keepsValues(JsonObject definition) {
        try {
            JsonObject properties = definition.object("mappings").object("properties");
            return !properties.object("document").flag("enabled")
                    && properties.object("key").text("type").equals("keyword");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String durability(JsonObject definition) {
        try {
            return definition
                    .object("settings")
                    .object("index")
                    .object("translog")
                    .text("durability");
        } catch (IllegalArgumentException e) {
            return "request";
        }
    }
}
