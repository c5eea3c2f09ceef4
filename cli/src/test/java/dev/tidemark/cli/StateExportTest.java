package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy of the state, and what bringing it in comes to. */
class StateExportTest {
    private static final String SOURCES = """
            [sources.web]
            table = "nginx_access_log"
            config = { paths = ["LOGS/web"], settle = "0s" }

            [sources.api]
            table = "nginx_access_log"
            config = { paths = ["LOGS/api"], settle = "0s" }
            """;

    @TempDir
    Path folder;

    private Trial trial;
    private Path copy;

    @BeforeEach
    void collect() throws IOException {
        trial = new Trial(folder).configured(SOURCES);
        copy = trial.workspace().resolve("copies/states.json");
        trial.write("web/a.log", Trial.requests(0, 10));
        trial.write("api/a.log", Trial.requests(0, 5));
        assertThat(trial.rows()).isEqualTo(15);
    }

    @Test
    @DisplayName("what was exported is put back byte for byte, and nothing is collected again")
    void putBack() throws IOException {
        Map<String, String> before = state();
        assertThat(trial.run("state", "export", "--file", copy.toString()).err())
                .contains("2 sources");
        forgetEverything();

        Result dry = trial.run("state", "import", copy.toString(), "--dry-run");
        assertThat(dry.out())
                .containsPattern("web +would import +claim 1, as it was exported")
                .containsPattern("web +file +would skip +1 artifact")
                .doesNotContain("would read");
        assertThat(state()).isEmpty();
        assertThat(trial.run("state", "import", copy.toString()).err()).contains("this counts for", "--yes");
        assertThat(trial.run("state", "import", copy.toString(), "--yes").status())
                .isZero();

        assertThat(state()).isEqualTo(before);
        assertThat(trial.rows()).isZero();
        assertThat(trial.run("state", "import", copy.toString(), "--yes").out()).contains("holds just that");
    }

    @Test
    @DisplayName("what was collected after the export is taken up from the lake")
    void takenUp() throws IOException {
        assertThat(trial.run("state", "export", "web", "--file", copy.toString())
                        .err())
                .contains("1 source");
        trial.append("web/a.log", Trial.text(Trial.requests(10, 13)));
        assertThat(trial.rows()).isEqualTo(3);
        assertThat(trial.run("state", "import", copy.toString(), "--yes").out())
                .contains("later state", "state rewind web --to 1");
        assertThat(trial.rows()).isZero();

        Files.writeString(trial.workspace().resolve("state/web/claims.json"), "garbage");
        assertThat(trial.run("state", "import", copy.toString(), "--yes").out()).contains("1 later claim");
        assertThat(trial.rows()).isZero();
        assertThat(trial.number("select count(*) from nginx_access_log")).isEqualTo(18);
    }

    @Test
    @DisplayName("in another workspace what was collected elsewhere is not collected again")
    void elsewhere() throws IOException {
        trial.run("state", "export", "--file", copy.toString());
        Trial other = new Trial(folder.resolve("other"))
                .configured(SOURCES.replace("LOGS", trial.logs().toString()));

        Result result = other.run("state", "import", copy.toString(), "--source", "web", "--yes");
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out()).contains("the rows of 1 claim are not in this lake");
        assertThat(other.rows()).as("only of the source that was not imported").isEqualTo(5);
        trial.append("web/a.log", Trial.text(Trial.requests(10, 13)));
        assertThat(other.rows()).isEqualTo(3);
    }

    @Test
    @DisplayName("torn-state-file: what is not a whole export changes nothing")
    void refused() throws IOException {
        trial.run("state", "export", "--file", copy.toString());
        Map<String, String> before = state();
        String whole = Files.readString(copy);

        refused(whole.substring(0, whole.length() - 9), "was cut or changed");
        refused(whole.replace("\"number\":1", "\"number\":2"), "was cut or changed");
        refused("", "it is empty");
        refused("{}", "cannot be told");
        Files.writeString(copy, whole);
        assertThat(trial.run("state", "import", copy.toString(), "--source", "wep")
                        .err())
                .contains("holds nothing of a source 'wep'", "web");
        assertThat(trial.run("state", "import", copy + "x").err()).contains("no such file", "states.jsonx");
        assertThat(trial.run("state", "import", copy.toString(), "--format", "pickle")
                        .err())
                .contains("pickle");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    @DisplayName("without a file it is written to standard output, and holds no more than the sources asked for")
    void standardOutput() throws IOException {
        Result result = trial.run("state", "export", "api");
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, result.out());

        assertThat(result.out()).contains("\"api\"").doesNotContain("\"web\"");
        assertThat(trial.run("state", "import", copy.toString()).out()).contains("holds just that");
        assertThat(trial.run("state", "export", "nothing").err()).contains("nothing is remembered", "valid: api, web");
    }

    private void refused(String content, String reason) throws IOException {
        Files.writeString(copy, content);
        Result result = trial.run("state", "import", copy.toString(), "--yes");
        assertThat(result.status()).isNotZero();
        assertThat(result.err()).contains("states.json", reason);
    }

    private Map<String, String> state() throws IOException {
        Map<String, String> values = new TreeMap<>();
        Path state = trial.workspace().resolve("state");
        try (Stream<Path> files = Files.exists(state) ? Files.walk(state) : Stream.empty()) {
            for (Path each :
                    files.filter(file -> file.toString().endsWith(".json")).toList()) {
                values.put(state.relativize(each).toString(), Files.readString(each));
            }
        }
        return values;
    }

    private void forgetEverything() throws IOException {
        try (Stream<Path> files = Files.walk(trial.workspace().resolve("state"))) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
