package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Trial.Ended;
import dev.tidemark.testkit.server.SearchNode;
import dev.tidemark.testkit.server.ServerProcess;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Ways of reading that real servers, and sets of rights, force. Each node is a remote cluster of itself, which refuses the
 * same as another one does. Rights are those of Elasticsearch, whose test node has them; that of OpenSearch has none.
 */
class SearchModesIT {
    private static final Path ZIPS = Path.of("..", "elastic", "target", "servers");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String PASSWORD = "secret-pw";
    /** Of the password, by bcrypt. */
    private static final String HASH = "$2a$10$abcdefghijklmnopqrstuufqFY9d8x6CvHKrWjGN.IpWaUP8NRs32";

    private static final Map<String, String> PROTECTED = Map.of(
            "elasticsearch.yml", """
            xpack.security.enabled: true
            xpack.security.autoconfiguration.enabled: false
            """,
            "roles.yml", """
            reader:
              indices: [{names: ['*'], privileges: ['read']}]
            looker:
              indices: [{names: ['*'], privileges: ['read', 'monitor']}]
            collector:
              indices: [{names: ['*'], privileges: ['read', 'read_cross_cluster', 'monitor', 'maintenance']}]
            """,
            "users", "admin:%1$s\nreader:%1$s\nlooker:%1$s\ncollector:%1$s\n".formatted(HASH),
            "users_roles", "superuser:admin\nreader:reader\nlooker:looker\ncollector:collector\n");

    private static final Map<SearchNode, ServerProcess> NODES = new EnumMap<>(SearchNode.class);
    private static int names;

    @TempDir
    Path folder;

    private Trial trial;
    private String index;

    @BeforeAll
    static void start() throws Exception {
        NODES.put(SearchNode.ELASTICSEARCH, SearchNode.ELASTICSEARCH.in(ZIPS, PROTECTED));
        NODES.put(SearchNode.OPENSEARCH, SearchNode.OPENSEARCH.in(ZIPS));
        for (SearchNode product : SearchNode.values()) {
            node(product).start();
            send(product, "GET", "/_cluster/health?wait_for_status=yellow", "");
            String nodes = send(product, "GET", "/_nodes/transport", "");
            String transport = nodes.replaceFirst("(?s).*\"publish_address\"\\s*:\\s*\"([^\"]+)\".*", "$1");
            send(
                    product,
                    "PUT",
                    "/_cluster/settings",
                    "{\"persistent\":{\"cluster.remote.other.seeds\":[\"" + transport + "\"]}}");
        }
    }

    @AfterAll
    static void stop() throws IOException {
        for (ServerProcess node : NODES.values()) {
            node.close();
        }
    }

    private void configure(SearchNode product, String user, String what) throws IOException {
        index = "modes" + names++;
        trial = new Trial(folder).configured("""
                [sources.search]
                connector = "%s"
                table = "events"
                [sources.search.config]
                url = "http://127.0.0.1:%d"
                batch_size = 100
                %s
                %s

                [tables.events.columns]
                tp_timestamp = { source = "@timestamp" }
                number = "bigint"
                """.formatted(
                        product.name().toLowerCase(Locale.ROOT),
                        node(product).port(),
                        user.isEmpty() ? "" : "username = \"" + user + "\"\npassword = \"" + PASSWORD + "\"",
                        what.replace("NAME", index)));
    }

    @ParameterizedTest
    @CsvSource({"reader, monitor", "looker, maintenance"})
    @DisplayName(
            "without a privilege that sequence numbers need, an index is read by event.ingested, and this is said once")
    void missingPrivilege(String user, String missing) throws Exception {
        configure(SearchNode.ELASTICSEARCH, user, "index = \"NAME-*\"\nsettle = \"1s\"");
        create(
                SearchNode.ELASTICSEARCH,
                index + "-a",
                "\"event\":{\"properties\":{\"ingested\":{\"type\":\"date\"}}}",
                "");
        write(SearchNode.ELASTICSEARCH, index + "-a", 0, 250);

        Ended first = trial.collect();
        assertThat(first.status()).as(first.result().toString()).isEqualTo(Status.DONE);
        assertThat(first.figure("stored")).isEqualTo(250);
        assertThat(first.result().toString())
                .contains("by time (event.ingested), and not by sequence number", "privilege '" + missing + "'");
        assertThat(trial.run("state", "show", "search", "--output", "json").out())
                .contains("\"mode\":\"timestamp\"", "\"field\":\"event.ingested\"");
        assertThat(trial.run("sources", "show", "search", "--output", "json").out())
                .contains(index + "-a", "read by time (event.ingested) up to");
        write(SearchNode.ELASTICSEARCH, index + "-a", 250, 300);
        Ended second = trial.collect();
        assertThat(second.figure("stored")).isEqualTo(50);
        assertThat(second.result().toString()).doesNotContain("not by sequence number");
        assertThat(trial.rows()).isZero();
        assertThat(trial.query("select count(*), count(distinct number), count(distinct tp_id) from events"))
                .containsExactly("300,300,300");
    }

    @Test
    @DisplayName(
            "without the privilege, and without a time that the server sets, nothing is read and the way out is named")
    void noServerTime() throws Exception {
        configure(SearchNode.ELASTICSEARCH, "reader", "index = \"NAME\"");
        create(SearchNode.ELASTICSEARCH, index, "\"@timestamp\":{\"type\":\"date\"}", "");
        write(SearchNode.ELASTICSEARCH, index, 0, 5);

        Ended refused = trial.collect();
        assertThat(refused.status()).isEqualTo(Status.FAILED);
        assertThat(refused.result().toString())
                .contains(index + " cannot be read by sequence number", "privilege 'monitor'", "'timestamp_field'");
    }

    @Test
    @DisplayName("the rights that the documentation names are enough to read by sequence number")
    void enoughRights() throws Exception {
        configure(SearchNode.ELASTICSEARCH, "collector", "index = \"NAME\"");
        create(SearchNode.ELASTICSEARCH, index, "\"@timestamp\":{\"type\":\"date\"}", "");
        write(SearchNode.ELASTICSEARCH, index, 0, 5);

        assertThat(trial.rows()).isEqualTo(5);
        assertThat(trial.run("state", "show", "search", "--output", "json").out())
                .contains("\"mode\":\"sequence\"");
    }

    @ParameterizedTest
    @EnumSource(SearchNode.class)
    @DisplayName(
            "an index of another cluster is read by event.ingested, one of this cluster beside it by sequence number")
    void anotherCluster(SearchNode product) throws Exception {
        configure(product, user(product), "index = \"NAME-here,other:NAME-there*\"\nsettle = \"1s\"");
        String mapping = "\"event\":{\"properties\":{\"ingested\":{\"type\":\"date\"}}}";
        create(product, index + "-here", mapping, "");
        create(product, index + "-there", mapping, "");
        write(product, index + "-here", 0, 120);
        write(product, index + "-there", 120, 300);

        Ended first = trial.collect();
        assertThat(first.status()).as(first.result().toString()).isEqualTo(Status.DONE);
        assertThat(first.figure("stored")).isEqualTo(300);
        assertThat(first.result().toString()).contains("other:" + index + "-there", "another cluster");
        assertThat(trial.run("sources", "show", "search", "--output", "json").out())
                .contains(index + "-here", "other:" + index + "-there", "read by time (event.ingested) up to");
        write(product, index + "-there", 300, 310);
        assertThat(trial.rows()).isEqualTo(10);
        assertThat(trial.query("select count(*), count(distinct number) from events"))
                .containsExactly("310,310");
        assertThat(trial.run("state", "show", "search", "--output", "json").out())
                .contains("\"mode\":\"sequence\"", "\"mode\":\"timestamp\"");
    }

    @Test
    @DisplayName("an index of another cluster that may not be searched there is no empty one")
    void anotherClusterRefuses() throws Exception {
        configure(SearchNode.ELASTICSEARCH, "reader", "index = \"other:NAME\"\nsettle = \"1s\"");
        create(SearchNode.ELASTICSEARCH, index, "\"event\":{\"properties\":{\"ingested\":{\"type\":\"date\"}}}", "");
        write(SearchNode.ELASTICSEARCH, index, 0, 5);

        Ended refused = trial.collect();
        assertThat(refused.status()).isEqualTo(Status.FAILED);
        assertThat(refused.result().toString()).contains("other:" + index, "read_cross_cluster");
    }

    @Test
    @DisplayName(
            "with segment replication an index is read by sequence number, and that it is from the primary is said")
    void segmentReplication() throws Exception {
        configure(SearchNode.OPENSEARCH, "", "index = \"NAME\"");
        create(SearchNode.OPENSEARCH, index, "\"@timestamp\":{\"type\":\"date\"}", ",\"replication.type\":\"SEGMENT\"");
        write(SearchNode.OPENSEARCH, index, 0, 120);

        Ended ended = trial.collect();
        assertThat(ended.figure("stored")).isEqualTo(120);
        assertThat(ended.result().toString()).contains("SEGMENT", "primary alone");
    }

    @ParameterizedTest
    @CsvSource({
        "ELASTICSEARCH, date, ''",
        "ELASTICSEARCH, date_nanos, ''",
        "ELASTICSEARCH, date, epoch_second",
        "ELASTICSEARCH, date, epoch_millis",
        "ELASTICSEARCH, date, 'dd.MM.yyyy HH:mm:ss'",
        "ELASTICSEARCH, long, ''",
        "OPENSEARCH, date, ''",
        "OPENSEARCH, date_nanos, ''",
        "OPENSEARCH, date, epoch_second",
        "OPENSEARCH, date, 'dd.MM.yyyy HH:mm:ss'",
        "OPENSEARCH, long, ''",
        "OPENSEARCH, double, ''",
    })
    @DisplayName(
            "full-page-of-ties, future-timestamp-poison: by time fields of every sort, told that clients may set them")
    void timeFields(SearchNode product, String type, String format) throws Exception {
        boolean number = type.equals("long") || type.equals("double");
        configure(
                product,
                user(product),
                "index = \"NAME\"\nmode = \"timestamp\"\ntimestamp_field = \"seen.at\"\nsettle = \"1s\""
                        + (number ? "\ntimestamp_unit = \"seconds\"" : ""));
        String pattern = format.isEmpty() ? "" : ",\"format\":\"" + format + "\"";
        create(
                product,
                index,
                "\"seen\":{\"properties\":{\"at\":{\"type\":\"" + type + "\"" + pattern + "}}}",
                ",\"number_of_shards\":3");
        String past = value(number ? "epoch_second" : format, "2026-03-05T10:00:00Z");
        StringBuilder bulk = new StringBuilder();
        for (int i = 0; i < 250; i++) {
            bulk.append(line(i, past));
        }
        bulk.append(line(1000, value(number ? "epoch_second" : format, "2099-01-01T00:00:00Z")));
        send(product, "POST", "/" + index + "/_bulk", bulk.toString());

        Ended first = trial.collect();
        assertThat(first.figure("stored")).as(first.result().toString()).isEqualTo(250);
        assertThat(first.result().toString()).contains("seen.at", "clients");
        send(
                product,
                "POST",
                "/" + index + "/_bulk",
                line(250, value(number ? "epoch_second" : format, "2026-03-06T10:00:00Z")));
        // Its time is long ago, so it is late for the windows that were read, and by a client's clock nobody can tell.
        assertThat(trial.collect().figure("stored")).isZero();
        assertThat(trial.query("select count(*), count(distinct number), max(number) from events"))
                .containsExactly("250,250,249");
    }

    @ParameterizedTest
    @CsvSource({
        "ELASTICSEARCH, long",
        "ELASTICSEARCH, keyword",
        "ELASTICSEARCH, date",
        "ELASTICSEARCH, date_nanos",
        "ELASTICSEARCH, double",
        "OPENSEARCH, long",
        "OPENSEARCH, unsigned_long",
        "OPENSEARCH, keyword",
        "OPENSEARCH, date",
        "OPENSEARCH, date_nanos",
        "OPENSEARCH, double",
    })
    @DisplayName(
            "big-integer-cursor: by rising fields of every sort, in several shards that are never refreshed by themselves")
    void risingFields(SearchNode product, String type) throws Exception {
        configure(product, user(product), "index = \"NAME\"\nmode = \"cursor\"\ncursor_field = \"seen.at\"");
        create(
                product,
                index,
                "\"seen\":{\"properties\":{\"at\":{\"type\":\"" + type + "\"}}}",
                ",\"number_of_shards\":3");
        send(product, "PUT", "/" + index + "/_settings", "{\"index\":{\"refresh_interval\":\"-1\"}}");
        bulk(product, type, 0, 250);
        send(
                product,
                "POST",
                "/" + index + "/_bulk",
                "{\"index\":{}}\n{\"@timestamp\":\"2026-03-05T00:00:00Z\",\"number\":7}\n");

        Ended first = trial.collect();
        assertThat(first.figure("stored")).as(first.result().toString()).isEqualTo(250);
        assertThat(first.result().toString())
                .contains("1 documents of " + index + " have no seen.at", "written after one with a higher value");
        assertThat(trial.rows()).isZero();
        bulk(product, type, 250, 260);
        assertThat(trial.rows()).isEqualTo(10);
        assertThat(trial.query("select count(*), count(distinct number), max(number) from events"))
                .containsExactly("260,260,259");
        assertThat(trial.run("sources", "show", "search", "--output", "json").out())
                .contains(index, "read by seen.at up to");
    }

    @ParameterizedTest
    @EnumSource(SearchNode.class)
    @DisplayName("an index is read once by a scroll, and the scroll is told and cleared")
    void once(SearchNode product) throws Exception {
        configure(product, user(product), "index = \"NAME\"\nmode = \"scroll\"\nscroll_timeout = \"30s\"");
        create(product, index, "", ",\"number_of_shards\":3");
        bulk(product, "long", 0, 250);

        Ended first = trial.collect();
        assertThat(first.figure("stored")).as(first.result().toString()).isEqualTo(250);
        assertThat(first.result().toString()).contains("is read once, as it is");
        bulk(product, "long", 250, 260);
        assertThat(trial.rows()).isZero();
        assertThat(trial.query("select count(*), count(distinct number) from events"))
                .containsExactly("250,250");
        assertThat(trial.run("state", "show", "search", "--output", "json").out())
                .containsPattern("\"last_scroll_id\": \"[^\"]{20}");
        assertThat(send(product, "GET", "/_nodes/stats/indices/search?filter_path=**.scroll_current", ""))
                .contains("\"scroll_current\":0");
        assertThat(trial.run("sources", "show", "search", "--output", "json").out())
                .contains("read in a pass that is finished, 250 documents");
    }

    @ParameterizedTest
    @EnumSource(SearchNode.class)
    @DisplayName("two documents of one value are an error, and nothing behind them is read")
    void risingFieldWithTies(SearchNode product) throws Exception {
        configure(product, user(product), "index = \"NAME\"\nmode = \"cursor\"\ncursor_field = \"seen.at\"");
        create(product, index, "\"seen\":{\"properties\":{\"at\":{\"type\":\"long\"}}}", "");
        bulk(product, "long", 0, 250);
        send(product, "POST", "/" + index + "/_bulk", line(999, rising("long", 120)));

        Ended ended = trial.collect();
        assertThat(ended.status()).isEqualTo(Status.FAILED);
        assertThat(trial.query("select count(*), max(number) from events")).containsExactly("100,99");
        assertThat(ended.result().toString()).contains("d120", "d999", "both have seen.at", "cursor_field");
    }

    private void bulk(SearchNode product, String type, int from, int to) throws Exception {
        StringBuilder bulk = new StringBuilder();
        for (int i = from; i < to; i++) {
            bulk.append(line(i, rising(type, i)));
        }
        send(product, "POST", "/" + index + "/_bulk", bulk.toString());
    }

    /** The next ones are beyond what a double tells apart. */
    private static String rising(String type, int number) {
        return switch (type) {
            case "long" -> Long.toString((1L << 53) + number);
            case "unsigned_long" ->
                BigInteger.ONE
                        .shiftLeft(63)
                        .add(BigInteger.valueOf(number - 100))
                        .toString();
            case "keyword" -> "\"k\\\"ß" + (1000 + number) + "\"";
            case "date" -> "\"" + Instant.parse("2026-03-05T10:00:00Z").plusMillis(number) + "\"";
            case "date_nanos" -> "\"" + Instant.parse("2026-03-05T10:00:00Z").plusNanos(number) + "\"";
            default -> Double.toString(number / 8.0 - 10);
        };
    }

    private static String value(String format, String time) {
        Instant instant = Instant.parse(time);
        return switch (format) {
            case "epoch_second" -> Long.toString(instant.getEpochSecond());
            case "epoch_millis" -> Long.toString(instant.toEpochMilli());
            case "" -> "\"" + time + "\"";
            default ->
                "\""
                        + DateTimeFormatter.ofPattern(format, Locale.ROOT)
                                .withZone(ZoneOffset.UTC)
                                .format(instant)
                        + "\"";
        };
    }

    private static String line(int number, String time) {
        return "{\"index\":{\"_id\":\"d" + number + "\"}}\n{\"@timestamp\":\"2026-03-05T00:00:00Z\",\"number\":"
                + number + ",\"seen\":{\"at\":" + time + "}}\n";
    }

    private static String user(SearchNode product) {
        return product == SearchNode.ELASTICSEARCH ? "collector" : "";
    }

    private static ServerProcess node(SearchNode product) {
        return Objects.requireNonNull(NODES.get(product));
    }

    private static void create(SearchNode product, String name, String properties, String settings) throws Exception {
        send(
                product,
                "PUT",
                "/" + name,
                "{\"settings\":{\"index\":{\"number_of_replicas\":0,\"refresh_interval\":\"100ms\"" + settings
                        + "}},\"mappings\":{\"dynamic\":false,\"properties\":{" + properties + "}}}");
    }

    /** With times of the last seconds, as a pipeline would set them, many of them equal; visible when this returns. */
    private static void write(SearchNode product, String name, int from, int to) throws Exception {
        StringBuilder bulk = new StringBuilder();
        Instant now = Instant.now();
        for (int i = from; i < to; i++) {
            bulk.append("{\"index\":{\"_id\":\"d").append(i).append("\"}}\n");
            bulk.append("{\"@timestamp\":\"2026-03-05T00:00:00Z\",\"number\":")
                    .append(i)
                    .append(",\"event\":{\"ingested\":\"")
                    .append(now.minusMillis(1100 - i % 3))
                    .append("\"}}\n");
        }
        send(product, "POST", "/" + name + "/_bulk?refresh=true", bulk.toString());
    }

    private static String send(SearchNode product, String method, String path, String body) throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + node(product).port() + path))
                        .header("Content-Type", "application/json")
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8)))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        assertThat(answer.body()).doesNotContain("\"errors\":true");
        return answer.body();
    }
}
