package dev.tidemark.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.formats.toml.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateTargetTest {
    @TempDir
    Path folder;

    @Test
    void isReadAsTheConfigurationIs() throws Exception {
        StateTarget shelf = target("shelf", Map.of("room", "7", "password", "secret"));

        assertThat(shelf.place(folder)).hasToString("shelf 7");
        assertThat(new StateTarget("file", Map.of("base_path", "marks"), Optional.of("berlin")).place(folder))
                .hasToString(folder + "/marks/@berlin");
        assertThat(target("file", Map.of()).place(folder)).hasToString(folder + "/state");
    }

    @Test
    void placeholdersStandForWhatTheyStandForInTheConfiguration() throws Exception {
        Files.writeString(folder.resolve("room"), "12\n");

        assertThat(target("shelf", Map.of("room", "${file:room}")).place(folder))
                .hasToString("shelf 12");
        assertThat(problem("shelf", Map.of("room", "${env:TIDEMARK_NOT_SET}")))
                .contains("[state.storage_config] room: ${env:TIDEMARK_NOT_SET}: the environment variable is not set");
    }

    @Test
    void everyMistakeIsToldWithTheNearestName() {
        assertThat(problem("shef", Map.of())).contains("there is no state store 'shef'; did you mean 'shelf'?");
        assertThat(problem("file", Map.of("base_pat", "x")))
                .contains("unknown key 'base_pat'; did you mean 'base_path'?");
        assertThat(problem("shelf", Map.of())).contains("the key 'room' is missing");
        ConfigurationException id = catchThrowableOfType(
                ConfigurationException.class,
                () -> new StateTarget("file", Map.of(), Optional.of("a/b")).place(folder));
        assertThat(id).hasMessageContaining("state_id: 'a/b' must be of letters");
    }

    @Test
    void whatWouldEndATextOfTheDocumentDoesNot() throws Exception {
        StateTarget shelf = target("shelf", Map.of("room", "a\"\nstorage_type = \"file\\"));

        assertThat(shelf.place(folder)).hasToString("shelf a\"\nstorage_type = \"file\\");
    }

    @Test
    void theConfigurationIsWrittenWithoutSecrets() {
        assertThat(new StateTarget("shelf", Map.of("room", "7"), Optional.of("berlin")).toml("state"))
                .isEqualTo("""
                        [state]
                        storage_type = "shelf"
                        storage_config = { room = "7" }
                        state_id = "berlin"
                        """);
        assertThat(target("shelf", Map.of("password", "geheim")).toml("state"))
                .contains("password = \"${env:TIDEMARK_PASSWORD}\"")
                .doesNotContain("geheim");
        assertThat(target("shelf", Map.of("password", "${file:pass word}")).toml("state"))
                .contains("password = \"${file:pass word}\"");
        assertThat(target("shelf", Map.of("room", "rediss://me:geheim@host:1/2"))
                        .toml("sources.web.state"))
                .startsWith("[sources.web.state]\n")
                .contains("rediss://***@host:1/2");
        assertThat(target("shelf", Map.of("room", "redis://${env:USER}:${env:PW}@host"))
                        .toml("state"))
                .contains("redis://${env:USER}:${env:PW}@host");
    }

    private String problem(String type, Map<String, String> config) {
        ConfigurationException problem = catchThrowableOfType(
                ConfigurationException.class, () -> target(type, config).place(folder));
        return String.valueOf(problem.getMessage());
    }

    private static StateTarget target(String type, Map<String, String> config) {
        return new StateTarget(type, config, Optional.empty());
    }
}
