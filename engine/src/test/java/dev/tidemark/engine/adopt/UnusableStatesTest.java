package dev.tidemark.engine.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be understood is told with its place and what to do, and never taken in part. */
class UnusableStatesTest {
    private static final String SET = "{\"op\":\"set\",\"id\":%d}\n";
    private static final String ENTRY =
            "{\"k\":\"filebeat::logs::native::7-8\",\"v\":{\"source\":\"/a\",\"offset\":5,\"ttl\":-1}}\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7 0 8 5                | its last line is not finished",
                "7 0 8 5\\n7 0 8\\n       | its line 2 is not 'inode major minor position [time path]'",
                "7 0 8 x\\n              | its line 1 is not 'inode major minor position [time path]'",
                "unknown 0 0 5 1 C:/a\\n | its line 1 is not 'inode major minor position [time path]'",
                "9999999999999999999 0 8 5\\n | it holds the number",
            })
    @DisplayName("torn-state-file: a sincedb that is cut, or none, is not taken")
    void sincedb(String content, String reason) throws IOException {
        Path file = Files.writeString(folder.resolve("sincedb"), content.replace("\\n", "\n"));
        assertThatThrownBy(() -> Sincedb.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(
                        file.toString(), reason, "Nothing was changed", "stop Logstash first", ".sincedb_");
    }

    @Test
    @DisplayName("torn-state-file: a registry of Filebeat whose log is cut, or has a hole, is not taken")
    void registry() throws IOException {
        String whole = SET.formatted(1) + ENTRY + SET.formatted(2) + ENTRY;
        for (int end = whole.indexOf('\n') + 1; end < whole.length() - 1; end++) {
            String cut = whole.substring(0, end);
            boolean atRecord = cut.equals(SET.formatted(1) + ENTRY) || cut.equals(SET.formatted(1) + ENTRY.strip());
            if (!atRecord) {
                assertUnusable("log.json", cut, "its operation ");
            }
        }
        assertUnusable("log.json", SET.formatted(1) + ENTRY + SET.formatted(3) + ENTRY, "number 3 follows number 1");
        assertUnusable("log.json", SET.formatted(1) + "{}\n", "it has no 'k'");
        assertUnusable(
                "log.json", SET.replace("set", "merge").formatted(1) + ENTRY, "'merge' is neither set nor remove");
        assertUnusable("log.json", SET.formatted(1) + ENTRY.replace("5", "\"much\""), "its member 'offset' is much");
        assertUnusable(
                "log.json", SET.formatted(1) + ENTRY.replace("native::7-8", "inode_marker::m"), "which file it is of");
        assertUnusable("log.json", SET.formatted(1) + ENTRY.replace("7-8", "what"), "which file it is of");
        assertUnusable(
                "log.json", SET.formatted(1) + ENTRY.replace("native::7-8", "fingerprint::abc"), "is no SHA-256");
        assertUnusable("12.json", "[{\"_key\":", "12.json cannot be used");
        assertUnusable("12.json", "{}", "it is no JSON list");
        assertUnusable("12.json", "[7]", "something that is no object");
        assertUnusable("meta.json", "{", "meta.json cannot be used");
    }

    @Test
    @DisplayName("new-field-old-state: a registry of a newer version is not taken")
    void registryOfANewerVersion() throws IOException {
        Path registry = Files.createDirectories(folder.resolve("new"));
        Files.writeString(registry.resolve("log.json"), SET.formatted(1) + ENTRY);
        Files.writeString(registry.resolve("meta.json"), "{\"version\":\"2\"}");
        assertThatThrownBy(() -> FilebeatRegistry.read(registry))
                .hasMessageContainingAll("it is of version '2'", "Nothing was changed", "newer Tidemark");
        assertThatThrownBy(() -> FilebeatRegistry.read(folder))
                .hasMessageContainingAll("neither a checkpoint nor log.json", "registry/filebeat");
    }

    private void assertUnusable(String name, String content, String reason) throws IOException {
        Path registry = Files.createTempDirectory(folder, "registry");
        Files.writeString(registry.resolve(name), content);
        assertThatThrownBy(() -> FilebeatRegistry.read(registry))
                .as(content)
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(reason, "Nothing was changed", "stop Filebeat first");
    }

    @Test
    void whatFilebeatHasGivenUpOrIsNotOfFilesIsLeftOut() throws IOException {
        Path registry = folder.resolve("log.json");
        Files.writeString(
                registry,
                SET.formatted(1) + ENTRY.replace("\"ttl\":-1", "\"ttl\":-2") + SET.formatted(2)
                        + ENTRY.replace("native::7-8", "native::7-9") + SET.formatted(3)
                        + "{\"k\":\"httpjson::x\",\"v\":{\"ttl\":0,\"cursor\":{\"url\":\"a\"}}}\n");
        assertThat(((ForeignState.Files) FilebeatRegistry.read(registry)).positions())
                .singleElement()
                .satisfies(position ->
                        assertThat(position.inode().orElseThrow().devices()).containsExactly(9L));
    }

    @Test
    void theRegistryOfAnOldFilebeatIsOneList() throws IOException {
        Path file = Files.writeString(
                folder.resolve("data"),
                "[{\"source\":\"/a\",\"offset\":5,\"timestamp\":\"2020-03-01T10:00:00.5+01:00\",\"ttl\":-1,\"type\":\"log\","
                        + "\"meta\":null,\"FileStateOS\":{\"inode\":7,\"device\":8}}]");
        assertThat(FilebeatRegistry.is(file, Files.readAllBytes(file))).isTrue();
        assertThat(((ForeignState.Files) FilebeatRegistry.read(file)).positions())
                .singleElement()
                .satisfies(position -> {
                    assertThat(position.path()).isEqualTo("/a");
                    assertThat(position.inode().orElseThrow().number()).isEqualTo(7);
                    assertThat(position.told().orElseThrow()).hasToString("2020-03-01T09:00:00.500Z");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"struct_version\":20250618,\"state\":{\"trunk_sta | cannot be used",
                "{\"struct_version\":20250618,\"state\":{\"trunk_states\":{}}}x | cannot be used",
                "{\"state\":{\"trunk_states\":{}}} | it has no struct_version: an older Tailpipe wrote it",
                "{\"struct_version\":20270101,\"state\":{}} | its struct_version is 20270101, and only 20250618 is known",
                "{\"struct_version\":20250618,\"state\":{\"time_ranges\":[]}} | it is the state of an API",
                "{\"struct_version\":20250618,\"state\":{\"trunk_states\":{\"/a\":{}}}} | a trunk has no time_ranges",
                "{\"struct_version\":20250618,\"state\":{\"trunk_states\":{\"/a\":{\"granularity\":1,\"time_ranges\":[{}]}}}} | a time_range has no lower_boundary",
                "{\"struct_version\":20250618,\"state\":{\"trunk_states\":{\"/a\":{\"granularity\":1,\"time_ranges\":[{\"time_range\":{\"lower_boundary\":\"2025-06-02T00:00:00Z\",\"upper_boundary\":\"2025-06-01T00:00:00Z\"}}]}}}} | the range begins at 2025-06-02T00:00:00Z, after its end",
                "{\"struct_version\":20250618,\"state\":{\"trunk_states\":{\"/a\":{\"granularity\":1,\"time_ranges\":[{\"time_range\":{\"lower_boundary\":\"yesterday\",\"upper_boundary\":\"\"}}]}}}} | yesterday",
            })
    @DisplayName(
            "torn-state-file, new-field-old-state: a state of Tailpipe that is cut, or of another version, is not taken")
    void tailpipe(String content, String reason) throws IOException {
        Path file = Files.writeString(folder.resolve("collection_state_a_b.json"), content);
        assertThatThrownBy(() -> TailpipeState.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(file.toString(), reason, "Nothing was changed");
    }

    @Test
    void aDatabaseWithOtherColumnsIsNotTaken() {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", 1L);
        row.put("name", "/a");
        row.put("inode", 7L);
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        rows.add(row);
        assertThatThrownBy(() -> FluentBit.state(folder.resolve("tail.db"), rows))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("tail.db", "has 'null' for its offset", "Nothing was changed", "Fluent Bit");
    }
}
