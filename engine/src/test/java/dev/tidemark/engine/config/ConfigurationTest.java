package dev.tidemark.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.formats.spi.StateStorePlace;
import dev.tidemark.formats.toml.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    @TempDir
    Path folder;

    @Test
    void aFolderWithoutConfigurationHasTheDefaults() throws Exception {
        Configuration configuration = Configuration.load(folder);

        assertThat(configuration.files()).isEmpty();
        assertThat(configuration.sources()).isEmpty();
        assertThat(configuration.lake().path()).isEqualTo(folder.resolve("lake"));
        assertThat(configuration.state().store()).hasToString(folder + "/state");
    }

    @Test
    void readsSourcesAndWhatTheySayOtherwise() throws Exception {
        write("tidemark.toml", """
                [lake]
                path = "/data/lake"

                [state]
                auto_save_interval = "1m"
                storage_config = { base_path = "marks" }

                [sources.trail]
                table = "aws_cloudtrail_log"
                from = "7d"
                delivery_delay = "15m"
                polling_interval = "1h30m"
                tp_index = "recipient_account_id"
                filter = "event_source <> 's3.amazonaws.com'"
                state = { state_id = "ct", auto_save_interval = "5m" }

                [sources.trail.config]
                paths = ["/srv/trail"]
                """);

        Configuration configuration = Configuration.load(folder);
        SourceSettings trail = configuration.sources().get("trail");

        assertThat(configuration.lake().path()).isEqualTo(Path.of("/data/lake"));
        assertThat(trail.connector()).isEqualTo("file");
        assertThat(trail.tableName()).isEqualTo("aws_cloudtrail_log");
        assertThat(trail.from().orElseThrow().at(Instant.parse("2025-06-08T00:00:00Z")))
                .isEqualTo("2025-06-01T00:00:00Z");
        assertThat(trail.delay()).isEqualTo(Duration.ofMinutes(15));
        assertThat(trail.polling()).isEqualTo(Duration.ofMinutes(90));
        assertThat(trail.indexColumn()).contains("recipient_account_id");
        assertThat(trail.state().autoSave()).isEqualTo(Duration.ofMinutes(5));
        assertThat(trail.state().store()).hasToString(folder + "/marks/@ct");
        assertThat(configuration.state().autoSave()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aSourceMayUseAnotherStoreThanTheRest() throws Exception {
        write("tidemark.toml", """
                [state]
                storage_type = "shelf"
                storage_config = { room = "a", password = "secret" }
                state_id = "all"

                [sources.like]
                table = "nginx_access_log"
                config.paths = ["/a"]
                state = { storage_config = { room = "a", password = "other" } }

                [sources.apart]
                table = "nginx_access_log"
                config.paths = ["/a"]
                state = { state_id = "one" }

                [sources.files]
                table = "nginx_access_log"
                config.paths = ["/a"]
                state = { storage_type = "file" }
                """);

        Configuration configuration = Configuration.load(folder);
        StateStorePlace common = configuration.state().store();

        assertThat(configuration.state().storageType()).isEqualTo("shelf");
        assertThat(common).hasToString("shelf a, all");
        assertThat(store(configuration, "like")).isEqualTo(common).hasSameHashCodeAs(common);
        assertThat(store(configuration, "apart")).isNotEqualTo(common).hasToString("shelf a, one");
        assertThat(store(configuration, "files")).hasToString(folder + "/state/@all");
        assertThat(configuration.toString()).doesNotContain("secret", "other");
    }

    @Test
    void settingsOfAStoreAreThoseOfItsOwnType() throws Exception {
        write("tidemark.toml", """
                [state]
                storage_type = "shelf"
                storage_config = { rom = "a", base_path = "b" }

                [sources.none]
                table = "nginx_access_log"
                config.paths = ["/a"]

                [sources.near]
                table = "nginx_access_log"
                config.paths = ["/a"]
                state = { storage_type = "shelve", storage_config = { anything = "goes" } }

                [sources.other]
                table = "nginx_access_log"
                config.paths = ["/a"]
                [sources.other.state]
                storage_type = "file"
                storage_config = { room = "a" }
                """);

        assertThat(faults())
                .containsExactlyInAnyOrder(
                        "tidemark.toml:3: [state.storage_config] the key 'room' is missing: Where it stands.",
                        "tidemark.toml:3: [state.storage_config] unknown key 'rom'; did you mean 'room'?",
                        "tidemark.toml:3: [state.storage_config] unknown key 'base_path'; valid: password, room",
                        "tidemark.toml:12: [sources.near.state] storage_type: there is no state store 'shelve'"
                                + "; did you mean 'shelf'?",
                        "tidemark.toml:19: [sources.other.state.storage_config] unknown key 'room'; valid: base_path");
    }

    @Test
    void aStoreThatNeedsSettingsIsNotWithout() throws Exception {
        write("tidemark.toml", "\n[state]\nstorage_type = \"shelf\"\n");

        assertThat(faults())
                .containsExactly("tidemark.toml:2: [state.storage_config] the key 'room' is missing: Where it stands.");
    }

    private static StateStorePlace store(Configuration configuration, String source) {
        return configuration.sources().get(source).state().store();
    }

    @Test
    void readsEveryFileBesideIt() throws Exception {
        write("tidemark.toml", "[sources.a]\ntable = \"aws_cloudtrail_log\"\nconfig = { paths = [\"/a\"] }\n");
        write("b.toml", "[sources.b]\ntable = \"nginx_access_log\"\nconfig = { paths = [\"/b\"] }\n");

        assertThat(Configuration.load(folder).sources()).containsOnlyKeys("a", "b");
    }

    @Test
    void tellsEverythingThatIsWrongAtOnce() throws Exception {
        write("tidemark.toml", """
                [lake]
                paht = "lake"

                [state]
                storage_type = "fil"
                tracked_fields = ["poll_count", "last_ofset"]

                [sources.web]
                connector = 7
                polling_interval = "often"
                from = "yesterday"

                [surces.trail]
                table = "aws_cloudtrail_log"
                """);
        write("more.toml", "[sources.web]\ntable = \"nginx_access_log\"\nconfig = { paths = [\"/a\"] }\n");

        assertThat(faults())
                .containsExactlyInAnyOrder(
                        "tidemark.toml:2: [lake] unknown key 'paht'; did you mean 'path'?",
                        "tidemark.toml:5: [state] storage_type: there is no state store 'fil'; did you mean 'file'?",
                        "tidemark.toml:6: [state] tracked_fields: there is no field of the state 'last_ofset'"
                                + "; did you mean 'last_offset'?",
                        "tidemark.toml:8: [sources.web] the key 'table' is missing: Where the rows go: a built-in table, or"
                                + " one of `[tables]`. Indexes need none: it is made of their mappings.",
                        "tidemark.toml:8: [sources.web] the table 'config' is missing: add [sources.web.config] with the"
                                + " connector's settings",
                        "tidemark.toml:9: [sources.web] connector: expected the name of a connector, not 7",
                        "tidemark.toml:10: [sources.web] polling_interval: 'often' is not a span of time;"
                                + " write 250ms, 90s, 5m, 1h30m, 7d or 2w",
                        "tidemark.toml:11: [sources.web] from: 'yesterday' is not a time; write 2025-06-01,"
                                + " 2025-06-01T12:00:00Z, or a span before now: 90m, 12h, 7d, 2w",
                        "tidemark.toml:13: unknown key 'surces'; did you mean 'sources'?",
                        "more.toml:1: [sources.web] is written at tidemark.toml:8 already; rename one of them");
    }

    @Test
    void whatIsNotTomlIsToldWithItsLine() throws Exception {
        write("tidemark.toml", "[lake]\npath = \"x\n");

        assertThat(faults()).singleElement().asString().startsWith("tidemark.toml:2: not TOML: ");
    }

    @Test
    void placeholdersStandForVariablesAndFiles() throws Exception {
        write("folder.txt", "/srv/lake\n");
        write("tidemark.toml", "[lake]\npath = \"${file:folder.txt}/$x/${env:PATH}\"\n");

        assertThat(Configuration.load(folder).lake().path())
                .isEqualTo(Path.of("/srv/lake/$x/" + System.getenv("PATH")).normalize());
    }

    @Test
    void aPlaceholderForNothingIsAMistake() throws Exception {
        write("tidemark.toml", "[lake]\npath = \"${env:NO_SUCH_VARIABLE_HERE}\"\n");

        assertThat(faults())
                .containsExactly("tidemark.toml:2: [lake] path: ${env:NO_SUCH_VARIABLE_HERE}:"
                        + " the environment variable is not set");
    }

    private List<String> faults() {
        ConfigurationException error =
                catchThrowableOfType(ConfigurationException.class, () -> Configuration.load(folder));
        return error.faults().stream()
                .map(fault -> fault.toString().replace(folder + "/", ""))
                .toList();
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }
}
