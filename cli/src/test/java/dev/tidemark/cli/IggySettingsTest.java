package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings written for the Elasticsearch connector of Apache Iggy; nothing is connected to. */
class IggySettingsTest {
    private static final String TABLE = "\n[tables.events.columns]\ntp_timestamp = { source = \"@timestamp\" }\n";

    @TempDir
    Path folder;

    private Trial trial;

    @BeforeEach
    void open() throws IOException {
        trial = new Trial(folder);
    }

    /** What 'config check' says of a document to which a table is added. */
    private Cli.Result check(String toml) throws IOException {
        trial.configured(toml + TABLE);
        return trial.run("config", "check");
    }

    private static String source(String head, String config) {
        return "[sources.logs]\ntable = \"events\"\n" + head + "\n[sources.logs.config]\nindex = \"logs\"\n" + config
                + "\n";
    }

    @ParameterizedTest
    @CsvSource({
        "libiggy_connector_elasticsearch_source, elasticsearch",
        "target/release/libiggy_connector_elasticsearch_source.so, elasticsearch",
        "C:/iggy/iggy_connector_opensearch_source.dll, opensearch",
        "/usr/lib/libelasticsearch_source.dylib, elasticsearch"
    })
    void theLibraryNamesTheConnector(String library, String connector) throws IOException {
        Cli.Result checked = check(source("path = \"" + library + "\"", ""));

        assertThat(checked.status()).as(checked.toString()).isZero();
        assertThat(trial.run("sources", "show", "logs").out()).contains(connector);
    }

    @Test
    void aLibraryOfAConnectorThatThereIsNotIsAnError() throws IOException {
        assertThat(check(source("path = \"libiggy_connector_postgres_source\"", ""))
                        .err())
                .contains(
                        "tidemark.toml:3: [sources.logs] path: no connector is known by the name of the library",
                        "add 'connector', one of file, elasticsearch, opensearch");
        assertThat(check(source("path = \"whatever\"\nconnector = \"elasticsearch\"", ""))
                        .status())
                .as("what is written out counts")
                .isZero();
    }

    @Test
    void aSourceMayHaveTheNameOfItsConnector() throws IOException {
        String settings = source("", "").replace("logs]", "opensearch]").replace("logs.", "opensearch.");

        assertThat(check(settings).status()).isZero();
        assertThat(trial.run("sources", "show", "opensearch").out()).contains("http://localhost:9200");
        assertThat(check(settings.replace("index = \"logs\"", "paths = [\"/var/log\"]")
                                + "\n[sources.opensearch.state]\nstate_id = \"x\"\n")
                        .err())
                .as("files, as before")
                .contains("events has no format of its own");
    }

    @Test
    void streamsAreCheckedAndSaidToHaveNoEffect() throws IOException {
        String streams = "[[sources.logs.streams]]\nstream = \"s\"\ntopic = \"%s\"\n%s\n";
        String source = source("connector = \"elasticsearch\"", "");
        Cli.Result checked = check(
                source + streams.formatted("a", "schema = \"avro\"\nbatch_length = 7") + streams.formatted("b", ""));

        assertThat(checked.status()).isZero();
        assertThat(checked.err())
                .containsOnlyOnce("warning: ")
                .contains("[[sources.logs.streams]] has no effect: rows of logs go to its table, and not to s/a, s/b");
        String wrong = "schema = \"jsn\"\nbatch_length = 0\nlinger_time = \"5\"\nlinger = 1";
        assertThat(check(source + streams.formatted("a", wrong).replace("stream = \"s\"\n", ""))
                        .err())
                .contains(
                        "the key 'stream' is missing",
                        "schema: there is no 'jsn'; did you mean 'json'?",
                        "batch_length: 0 is less than 1",
                        "linger_time: '5' is not a span of time",
                        "unknown key 'linger'; valid: batch_length, linger_time");
    }

    @Test
    @DisplayName("the state may be set in the connector's config, and is the same there")
    void stateInConfig() throws IOException {
        String state = """
                state = {
                  state_id = "one"  # with a comment
                  storage_type = "file"
                  storage_config = {
                    base_path = "./marks"
                  }
                  auto_save_interval = "5m"
                  tracked_fields = [
                    "poll_count",
                    "last_error"
                  ]
                }
                """;
        assertThat(check(source("connector = \"elasticsearch\"", state)).status())
                .isZero();
        String shown = trial.run("sources", "show", "logs").out();
        assertThat(shown).contains(folder.toRealPath() + "/workspace/marks/@one");

        assertThat(check(source("connector = \"elasticsearch\"\n" + state, "")).status())
                .isZero();
        assertThat(trial.run("sources", "show", "logs").out()).isEqualTo(shown);
        assertThat(check(source("connector = \"elasticsearch\"\nstate = { state_id = \"b\" }", state))
                        .err())
                .contains("tidemark.toml:7: [sources.logs] 'state' is written in 'config' too, and at "
                        + trial.workspace() + "/tidemark.toml:4 already; keep one of them");
    }

    @Test
    void thePollingIntervalMayBeWrittenInEither() throws IOException {
        String connector = "connector = \"elasticsearch\"";
        assertThat(check(source(connector, "polling_interval = \"30s\"")).status())
                .isZero();
        assertThat(check(source(connector, "polling_interval = \"30\"")).err())
                .contains("tidemark.toml:6: [sources.logs] polling_interval: '30' is not a span of time");
        assertThat(check(source(connector + "\npolling_interval = \"1m\"", "polling_interval = \"30s\""))
                        .err())
                .contains("'polling_interval' is written in 'config' too");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "storage_type = \"consul\" | there is no state store 'consul'",
                "storage_type = \"elastic\" | there is no state store 'elastic'",
                "state_id = \"a/b\" | 'a/b' must be of letters, digits, '.', '_' and '-'",
                "state_id = \"..\" | '..' must be of letters",
                "state_id = \"\" | '' must be of letters",
                "tracked_fields = [\"last_poll\"] | there is no field of the state 'last_poll'",
                "auto_save_interval = \"often\" | 'often' is not a span of time",
                "enabled = false | the state cannot be switched off",
                "storage_config = { index = \"x\" } | unknown key 'index'",
                "storage_type = \"redis\", storage_config = { base_path = \"x\" } | unknown key 'base_path'",
            })
    void whatIsWrongWithTheStateIsSaid(String setting, String message) throws IOException {
        assertThat(check(source("connector = \"elasticsearch\"", "state = {\n" + setting + "\n}"))
                        .err())
                .contains("tidemark.toml:7: [sources.logs", message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "7", "{ \"a\": 1 ", "\"{\"", "{ \"a\" 1 }"})
    void whatIsNoQueryIsSaid(String query) throws IOException {
        Cli.Result checked = check(source("connector = \"elasticsearch\"", "query = " + query));

        assertThat(checked.status()).as(checked.toString()).isEqualTo(Status.USAGE);
        assertThat(checked.err()).contains("tidemark.toml:6: ");
    }

    @Test
    void aQueryArrivesAsItIsWritten() throws IOException {
        for (String query : List.of(
                "{\n  \"match_all\": {}\n}",
                "{ \"bool\": { \"must\": [ { \"term\": { \"a.b\": null } },\n 1e400, \"\\/\" ] } }")) {
            Cli.Result checked = check(source("connector = \"elasticsearch\"", "query = " + query));
            assertThat(checked.status()).as(checked.toString()).isZero();
            assertThat(trial.run("sources", "show", "logs", "--output", "json").out())
                    .contains(query.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
        }
    }
}
