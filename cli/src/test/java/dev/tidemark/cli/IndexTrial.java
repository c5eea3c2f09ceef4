package dev.tidemark.cli;

import dev.tidemark.cli.Trial.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;

/** An index of a real server, or some whose names begin alike, and a workspace that collects them into {@code events}. */
final class IndexTrial {
    /** A field of the mapping that servers set by convention. */
    static final String INGESTED = "\"event\":{\"properties\":{\"ingested\":{\"type\":\"date\"}}}";

    private final SearchServer server;
    private final String name = SearchNodes.name("index");
    private final Trial trial;
    private String user = "";

    IndexTrial(Path folder, SearchServer server) throws IOException {
        this.server = server;
        trial = new Trial(folder);
    }

    /** Collects as one user, of {@link ProtectedNodes}. */
    IndexTrial as(String name) {
        user = "username = \"" + name + "\"\npassword = \"" + ProtectedNodes.PASSWORD + "\"";
        return this;
    }

    /** Says what is collected; {@code NAME} stands for the name of the index. */
    IndexTrial configured(String what) throws IOException {
        return configured(server.url(), what);
    }

    /** Says what is collected, and by which way. */
    IndexTrial configured(String url, String what) throws IOException {
        trial.configured("""
                [sources.search]
                connector = "%s"
                table = "events"
                [sources.search.config]
                url = "%s"
                batch_size = 100
                %s
                %s

                [tables.events.columns]
                tp_timestamp = { source = "@timestamp" }
                number = "bigint"
                """.formatted(server.connector(), url, user, what.replace("NAME", name)));
        return this;
    }

    /** Says what is collected into a table that is made of the mapping. */
    IndexTrial withoutTable(String what) throws IOException {
        trial.configured("""
                [sources.search]
                connector = "%s"
                [sources.search.config]
                url = "%s"
                %s
                %s
                """.formatted(server.connector(), server.url(), user, what.replace("NAME", name)));
        return this;
    }

    String name() {
        return name;
    }

    Ended collect() throws IOException {
        return trial.collect();
    }

    /** Collects what must be all well; how many rows are new. */
    long rows() {
        return trial.rows();
    }

    List<String> query(String sql) {
        return trial.query(sql);
    }

    /** The documents that are rows, and those that are different ones. */
    List<String> counts() {
        return query("select count(*), count(distinct number), count(distinct tp_id) from events");
    }

    /** What a command about the source prints, as JSON. */
    String told(String... command) {
        String[] words = new String[command.length + 3];
        System.arraycopy(command, 0, words, 0, command.length);
        words[command.length] = "search";
        words[command.length + 1] = "--output";
        words[command.length + 2] = "json";
        return trial.run(words).out();
    }

    /**
     * Makes an index.
     *
     * @param suffix     of its name
     * @param properties members of the mapping, without braces
     * @param settings   further members of {@code index}, each after a comma
     */
    void create(String suffix, String properties, String settings) throws Exception {
        send(
                "PUT",
                suffix,
                "{\"settings\":{\"index\":{\"number_of_replicas\":0,\"refresh_interval\":\"100ms\"" + settings
                        + "}},\"mappings\":{\"dynamic\":false,\"properties\":{" + properties + "}}}");
    }

    /** Writes documents with times of the last seconds, as a pipeline would set them, many of them equal; visible then. */
    void write(String suffix, int from, int to) throws Exception {
        Instant now = Instant.now();
        bulk(
                suffix + "/_bulk?refresh=true",
                from,
                to,
                i -> "\"event\":{\"ingested\":\"" + now.minusMillis(1100 - i % 3) + "\"}");
    }

    /** Writes documents with a field {@code seen.at}; not visible of themselves. */
    void seen(int from, int to, IntFunction<String> at) throws Exception {
        bulk("/_bulk", from, to, i -> "\"seen\":{\"at\":" + at.apply(i) + "}");
    }

    private void bulk(String path, int from, int to, IntFunction<String> member) throws Exception {
        StringBuilder bulk = new StringBuilder();
        for (int i = from; i < to; i++) {
            bulk.append("{\"index\":{\"_id\":\"d").append(i).append("\"}}\n");
            bulk.append("{\"@timestamp\":\"2026-03-05T00:00:00Z\",\"number\":")
                    .append(i)
                    .append(',');
            bulk.append(member.apply(i)).append("}\n");
        }
        send("POST", path, bulk.toString());
    }

    /** Asks the server for something below the name of the index. */
    String send(String method, String path, String body) throws IOException, InterruptedException {
        return server.send(method, "/" + name + path, body);
    }

    SearchServer server() {
        return server;
    }
}
