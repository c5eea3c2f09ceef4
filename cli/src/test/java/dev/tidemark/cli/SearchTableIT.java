package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testkit.server.HttpRelay;
import dev.tidemark.testkit.server.SearchNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Indexes of real clusters, collected into tables that are made from their mappings. */
@ExtendWith(SearchNodes.class)
class SearchTableIT {

    @TempDir
    Path folder;

    private Trial trial;
    private String index;

    /** @param more lines of the source's config */
    private void configure(SearchNode product, String what, String more) throws IOException {
        if (trial == null) {
            index = SearchNodes.name("things");
            trial = new Trial(folder);
        }
        trial.configured("""
                [sources.my-search]
                connector = "%s"
                [sources.my-search.config]
                url = "http://127.0.0.1:%d"
                index = "%s"
                %s
                """.formatted(
                product.name().toLowerCase(Locale.ROOT), SearchNodes.port(product), what.replace("NAME", index), more));
    }

    @ParameterizedTest
    @EnumSource(SearchNode.class)
    @DisplayName("columns have the types of the mapping, and nothing of a document is lost")
    void types(SearchNode product) throws Exception {
        configure(product, "NAME", "");
        SearchNodes.send(product, "PUT", "/" + index, """
                {"mappings": {"dynamic": false, "properties": {
                  "@timestamp": {"type": "date"}, "message": {"type": "text", "fields": {"raw": {"type": "keyword"}}},
                  "tags": {"type": "keyword"}, "count": {"type": "integer"}, "big": {"type": "long"},
                  "huge": {"type": "unsigned_long"}, "ratio": {"type": "half_float"}, "ok": {"type": "boolean"},
                  "from": {"type": "ip"}, "seen": {"type": "date", "format": "epoch_second"},
                  "day": {"type": "date", "format": "dd/MM/yyyy||yyyy-MM-dd HH:mm:ss"},
                  "fine": {"type": "date_nanos"},
                  "http": {"properties": {"status": {"type": "long"}, "request": {"properties": {"id": {"type": "keyword"}}}}},
                  "parts": {"type": "nested", "properties": {"n": {"type": "long"}}},
                  "place": {"type": "geo_point"}, "other": {"type": "alias", "path": "count"},
                  "Host": {"type": "keyword"}, "host": {"type": "keyword"}, "tp_id": {"type": "keyword"},
                  "with space": {"type": "keyword"}, "off": {"type": "object", "enabled": false}}}}
                """.replace(
                        "unsigned_long", product == SearchNode.OPENSEARCH ? "unsigned_long" : "keyword"));
        put(product, index, "1", """
                {"@timestamp": "2026-03-01T10:00:00.123456Z", "message": "a \\"b\\"", "tags": ["x", "y"], "count": 7,
                 "big": 9007199254740993, "huge": 18446744073709551615, "ratio": 0.5, "ok": "true", "from": "::1",
                 "seen": 1772359200, "day": "01/03/2026", "fine": "2026-03-01T10:00:00.123456789Z",
                 "http": {"status": 200}, "http.request.id": "r1", "parts": [{"n": 1}, {"n": 2}],
                 "place": "41.1,-71.3", "Host": "A", "host": "b", "tp_id": "mine", "with space": "s",
                 "off": {"any": [1, {"x": null}]}, "unknown": {"deep": [true]}, "unknown.too": 5, "_row": "forged"}
                """);
        put(product, index, "2", """
                {"@timestamp": 1772359200000, "tags": "x", "count": [8], "big": [1, 2], "seen": null, "ok": "",
                 "message": ["l1", "l2"]}
                """);
        put(product, index, "3", "{}");

        assertThat(trial.rows()).isEqualTo(3);
        assertThat(trial.query("select \"@timestamp\", message, tags, count, big, huge, ratio, ok, \"from\", seen, day,"
                        + " \"with space\", host from my_search where _id = '1'"))
                .containsExactly(
                        "2026-03-01 10:00:00.123456,\"a \"\"b\"\"\",\"[\"\"x\"\", \"\"y\"\"]\",7,"
                                + "9007199254740993,18446744073709551615,0.5,true,::1,2026-03-01 10:00:00,2026-03-01 00:00:00,s,b");
        assertThat(trial.query("select http::varchar, parts::varchar, place::varchar, off::varchar from my_search"
                        + " where _id = '1'"))
                .containsExactly(
                        "\"{\"\"status\"\":200,\"\"request\"\":{\"\"id\"\":\"\"r1\"\"}}\","
                                + "\"[{\"\"n\"\": 1}, {\"\"n\"\": 2}]\",\"\"\"41.1,-71.3\"\"\",\"{\"\"any\"\": [1, {\"\"x\"\": null}]}\"");
        assertThat(
                        trial.query(
                                "select _rest->>'$.fine', _rest->>'$.Host', _rest->>'$.tp_id',"
                                        + " _rest->>'$.unknown.deep[0]', _rest->>'$.\"unknown.too\"', fine from my_search where _id = '1'"))
                .containsExactly("2026-03-01T10:00:00.123456789Z,A,mine,true,5,2026-03-01 10:00:00.123456");
        assertThat(trial.query("select tp_id like '%/1', _rest->>'$._row' from my_search where _id = '1'"))
                .containsExactly("true,forged");
        assertThat(trial.query(
                        "select tp_timestamp, tags, count, big, seen, ok, message, _rest->>'$.big', _rest->>'$.ok'"
                                + " from my_search where _id = '2'"))
                .containsExactly("2026-03-01 10:00:00,x,8,,,,\"[\"\"l1\"\", \"\"l2\"\"]\",\"[1,2]\",\"\"");
        assertThat(trial.query("select tp_timestamp > timestamp '2026-01-01', \"@timestamp\", _index, _seq_no,"
                        + " _primary_term, _routing, _rest from my_search where _id = '3'"))
                .containsExactly("true,," + index + ",2,1,,");
    }

    @ParameterizedTest
    @EnumSource(SearchNode.class)
    @DisplayName(
            "new fields become columns; values of another type are set aside, and replayed into a table of one's own")
    void newFieldsAndConflicts(SearchNode product) throws Exception {
        configure(product, "NAME-*", "");
        put(product, index + "-a", "1", "{\"timestamp\": \"2026-03-01\", \"n\": 1}");
        assertThat(trial.rows()).isEqualTo(1);
        assertThat(trial.rows()).isZero();

        put(
                product,
                index + "-a",
                "2",
                "{\"timestamp\": \"2026-03-02\", \"n\": 2, \"more\": \"m\", \"sub\": {\"x\": 1}}");
        assertThat(trial.rows()).isEqualTo(1);
        assertThat(trial.query("select _id, n, more, sub->>'$.x' from my_search order by 1"))
                .containsExactly("1,1,,", "2,2,m,1");

        put(product, index + "-b", "3", "{\"timestamp\": \"2026-03-03\", \"n\": \"abc\"}");
        put(product, index + "-b", "4", "{\"timestamp\": \"2026-03-03\", \"n\": \"44\"}");
        Trial.Ended ended = trial.collect();
        assertThat(ended.status()).isEqualTo(Status.INCOMPLETE);
        assertThat(trial.query("select _id, n from my_search order by 1")).containsExactly("1,1", "2,2", "4,44");
        assertThat(trial.run("quarantine", "list", "my-search").out())
                .contains("column n: 'abc' is not a BIGINT (the column is bigint, n is text in " + index + "-b)");
        assertThat(trial.run("tables", "list").out()).contains("my_search");
        assertThat(trial.run("tables", "show", "my_search").out()).contains("_seq_no", "sub", "long");

        String toml = Files.readString(trial.workspace().resolve("tidemark.toml"));
        trial.configured(toml.replace("connector =", "table = \"mine\"\nconnector =") + """
                [tables.mine.columns]
                tp_timestamp = { source = "timestamp" }
                n = "varchar"
                """);
        assertThat(trial.run("quarantine", "replay", "my-search").status()).isEqualTo(Status.DONE);
        assertThat(trial.query("select n from mine")).containsExactly("abc");
    }

    @ParameterizedTest
    @EnumSource(SearchNode.class)
    @DisplayName("the indexes of an alias that rolls over are one table, with the new fields of the new one")
    void alias(SearchNode product) throws Exception {
        configure(product, "NAME", "");
        SearchNodes.send(
                product, "PUT", "/" + index + "-000001", "{\"aliases\":{\"" + index + "\":{\"is_write_index\":true}}}");
        rollsOver(product);
    }

    @Test
    @DisplayName("the indexes of a data stream that rolls over are one table, with the new fields of the new one")
    void dataStream() throws Exception {
        SearchNode product = SearchNode.OPENSEARCH; // The zip of Elasticsearch for tests has no data streams.
        configure(product, "NAME", "");
        SearchNodes.send(
                product,
                "PUT",
                "/_index_template/" + index,
                "{\"index_patterns\":[\"" + index + "\"],\"data_stream\":{},\"template\":{\"settings\":"
                        + "{\"number_of_shards\":2,\"number_of_replicas\":0}}}");
        SearchNodes.send(product, "PUT", "/_data_stream/" + index, "");
        rollsOver(product);
    }

    private void rollsOver(SearchNode product) throws Exception {
        post(product, "{\"@timestamp\": \"2026-03-01\", \"n\": 1}");
        post(product, "{\"@timestamp\": \"2026-03-02\", \"n\": 2}");
        assertThat(trial.rows()).isEqualTo(2);
        post(product, "{\"@timestamp\": \"2026-03-03\", \"n\": 3}");
        SearchNodes.send(product, "POST", "/" + index + "/_rollover", "");
        post(product, "{\"@timestamp\": \"2026-03-04\", \"n\": 4, \"more\": \"m\"}");

        assertThat(trial.rows()).isEqualTo(2);
        assertThat(trial.rows()).isZero();
        assertThat(trial.query("select n, more, _index like '%000002' from my_search order by 1"))
                .containsExactly("1,,false", "2,,false", "3,,false", "4,m,true");
        assertThat(trial.query("select count(distinct tp_id), min(tp_timestamp) from my_search"))
                .containsExactly("4,2026-03-01 00:00:00");
    }

    private void post(SearchNode product, String document) throws Exception {
        SearchNodes.send(product, "POST", "/" + index + "/_doc", document);
    }

    @ParameterizedTest
    @EnumSource(SearchNode.class)
    @DisplayName("an index that is gone has no mapping any more, and that it is gone is counted all the same")
    void anIndexThatIsGone(SearchNode product) throws Exception {
        configure(product, "NAME", "");
        put(product, index, "1", "{\"@timestamp\": \"2026-03-01\", \"n\": 1}");
        assertThat(trial.rows()).isEqualTo(1);
        put(product, index, "2", "{\"@timestamp\": \"2026-03-01\", \"n\": 1}");
        assertThat(trial.run("health").out()).contains("my-search");
        SearchNodes.send(product, "DELETE", "/" + index, "");
        assertThat(trial.collect().result().toString()).contains(index);
        assertThat(trial.run("state", "show", "my-search").out()).contains("\"gone\"");
    }

    @ParameterizedTest
    @EnumSource(SearchNode.class)
    @DisplayName("what was set aside becomes rows while the cluster is down, and of an index that is gone")
    void replayWithoutTheCluster(SearchNode product) throws Exception {
        trial = new Trial(folder);
        index = SearchNodes.name("things");
        String settings = """
                [sources.my-search]
                connector = "%s"
                FILTER
                [sources.my-search.config]
                url = "URL"
                index = "%s-*"
                timestamp_field = "seen"
                """.formatted(product.name().toLowerCase(Locale.ROOT), index);
        String mapping = "{\"mappings\": {\"properties\": {\"seen\": {\"type\": \"date\", \"format\": \"%s\"}}}}";
        SearchNodes.send(product, "PUT", "/" + index + "-a", mapping.formatted("dd/MM/yyyy"));
        SearchNodes.send(product, "PUT", "/" + index + "-b", mapping.formatted("yyyyMMdd"));
        try (HttpRelay relay = HttpRelay.to(SearchNodes.port(product))) {
            String url = settings.replace("URL", relay.uri().toString());
            trial.configured(url.replace("FILTER", "filter = \"code::bigint > 1\""));
            put(product, index + "-a", "1", "{\"seen\": \"01/03/2026\", \"code\": \"2\"}");
            put(product, index + "-a", "2", "{\"seen\": \"02/03/2026\", \"code\": \"abc\", \"new\": [1, 2]}");
            assertThat(trial.collect().status()).isEqualTo(Status.INCOMPLETE);

            SearchNodes.send(product, "DELETE", "/" + index + "-a", "");
            put(product, index + "-b", "3", "{\"seen\": \"20260303\", \"code\": \"def\"}");
            assertThat(trial.collect().status()).isEqualTo(Status.INCOMPLETE);
            assertThat(trial.run("quarantine", "replay").status()).isEqualTo(Status.INCOMPLETE);
            trial.configured(url.replace("FILTER", ""));
        }
        Cli.Result replayed = trial.run("quarantine", "replay", "my-search");
        assertThat(replayed.status()).as(replayed.toString()).isEqualTo(Status.DONE);
        assertThat(trial.query("select _id, seen, tp_timestamp, code, \"new\"::varchar from my_search order by 1"))
                .containsExactly(
                        "1,2026-03-01 00:00:00,2026-03-01 00:00:00,2,",
                        "2,2026-03-02 00:00:00,2026-03-02 00:00:00,abc,",
                        "3,2026-03-03 00:00:00,2026-03-03 00:00:00,def,");
    }

    @ParameterizedTest
    @EnumSource(SearchNode.class)
    @DisplayName("under other settings the cluster is asked what its records hold, unless it is down")
    void replayUnderOtherSettings(SearchNode product) throws Exception {
        configure(product, "NAME", "");
        String before = Files.readString(trial.workspace().resolve("tidemark.toml"));
        trial.configured(before.replace("connector =", "filter = \"code::bigint > 1\"\nconnector ="));
        put(product, index, "1", "{\"@timestamp\": \"2026-03-01\", \"seen\": \"2026-03-05\", \"code\": \"abc\"}");
        put(product, index, "2", "{\"@timestamp\": \"2026-03-02\", \"seen\": \"2026-03-06\", \"code\": \"4x\"}");
        assertThat(trial.collect().status()).isEqualTo(Status.INCOMPLETE);

        trial.configured(before.replace("connector =", "filter = \"code <> '4x' or code::bigint > 1\"\nconnector =")
                + "timestamp_field = \"seen\"\n");
        assertThat(trial.run("quarantine", "replay").status()).isEqualTo(Status.INCOMPLETE);
        assertThat(trial.query("select _id, tp_timestamp from my_search")).containsExactly("1,2026-03-05 00:00:00");

        int port = SearchNodes.port(product);
        trial.configured(before.replace(":" + port + "\"", ":1\""));
        Cli.Result replayed = trial.run("quarantine", "replay");
        assertThat(replayed.status()).as(replayed.toString()).isEqualTo(Status.DONE);
        assertThat(replayed.err()).contains("the settings have changed since the last collection");
        assertThat(trial.query("select _id, tp_timestamp from my_search where _id = '2'"))
                .containsExactly("2,2026-03-02 00:00:00");
    }

    private static void put(SearchNode product, String name, String id, String document) throws Exception {
        SearchNodes.send(product, "PUT", "/" + name + "/_doc/" + id, document);
    }
}
