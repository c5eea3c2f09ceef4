package dev.tidemark.formats.toml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SectionTest {
    private enum Color {
        RED,
        GREEN
    }

    private static final Key<String> CONNECTOR = Key.required("connector", Kind.TEXT, "", "what to collect from");
    private static final Key<Duration> INTERVAL =
            Key.of("polling_interval", Kind.SPAN, Duration.ofMinutes(5), "how often to look for news");
    private static final Key<List<String>> PATHS = Key.of("paths", Kind.TEXTS, List.of(), "folders");
    private static final Key<Color> COLOR = Key.of("color", Kind.choice(Color.class), Color.RED, "a color");

    private final Problems problems = new Problems();

    private Section parse(String text) {
        return Document.parse("tidemark.toml", text, problems);
    }

    private List<String> said() {
        return problems.faults().stream().map(Problems.Fault::toString).toList();
    }

    @Test
    void keysAreReadByTheirKind() {
        Section source = parse("""
                connector = "file"
                polling_interval = "1h30m"
                paths = ["a", "b"]
                color = "green"
                """);

        assertThat(source.read(CONNECTOR)).isEqualTo("file");
        assertThat(source.read(INTERVAL)).isEqualTo(Duration.ofMinutes(90));
        assertThat(source.read(PATHS)).containsExactly("a", "b");
        assertThat(source.read(COLOR)).isEqualTo(Color.GREEN);
        source.end();
        assertThat(said()).isEmpty();
    }

    @Test
    void aKeyMayBeWrittenInATableBelow() {
        Section source = parse("""
                color = "green"
                [config]
                paths = ["a"]
                polling_interval = "1h"
                color = "red"
                """);
        source.lift("config", List.of("polling_interval", "color", "connector"));
        Section config = source.find(Key.optional("config", Kind.SECTION, "")).orElseThrow();

        assertThat(source.read(INTERVAL)).isEqualTo(Duration.ofHours(1));
        assertThat(source.read(COLOR)).isEqualTo(Color.GREEN);
        assertThat(source.has("polling_interval")).isTrue();
        assertThat(source.place("polling_interval").line()).isEqualTo(4);
        config.read(PATHS);
        source.end();
        assertThat(said())
                .containsExactly("tidemark.toml:5: 'color' is written in 'config' too, and at tidemark.toml:1 already;"
                        + " keep one of them");
    }

    @Test
    void allProblemsAreToldAtOnceWithTheirLines() {
        Section root = parse("""
                [sources.one]
                conector = "file"
                polling_interval = "5 minutes"
                paths = 7
                color = "gren"

                [sources.two]
                connector = "s3"
                paths = ["a", 1]
                shape = 1
                """);
        Key<java.util.Map<String, Section>> sources =
                Key.of("sources", Kind.NAMED, java.util.Map.of(), "what to collect");
        for (Section source : root.read(sources).values()) {
            source.read(CONNECTOR);
            source.read(INTERVAL);
            source.read(PATHS);
            source.read(COLOR);
        }
        root.end();

        assertThat(said())
                .containsExactly(
                        "tidemark.toml:1: [sources.one] the key 'connector' is missing: what to collect from",
                        "tidemark.toml:2: [sources.one] unknown key 'conector'; did you mean 'connector'?",
                        "tidemark.toml:3: [sources.one] polling_interval: '5 minutes' is not a span of time;"
                                + " write 250ms, 90s, 5m, 1h30m, 7d or 2w",
                        "tidemark.toml:4: [sources.one] paths: expected a list, each a text, not 7",
                        "tidemark.toml:5: [sources.one] color: there is no 'gren'; did you mean 'green'?",
                        "tidemark.toml:9: [sources.two] paths: expected a list, each a text, not 1",
                        "tidemark.toml:10: [sources.two] unknown key 'shape';"
                                + " valid: color, connector, paths, polling_interval");
        assertThatThrownBy(problems::check)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("tidemark.toml:1:")
                .hasMessageContaining("tidemark.toml:10:");
    }

    @Test
    void textThatIsNotTomlIsToldWithItsLine() {
        parse("a = 1\nb = = 2\n");

        assertThat(said()).singleElement().asString().startsWith("tidemark.toml:2: not TOML: Unexpected '='");
    }

    @Test
    void namedTablesKeepTheOrderOfTheDocument() {
        Section root = parse("[t.z]\n[t.a]\nx = 1\n[t.m]\n");

        assertThat(root.read(Key.of("t", Kind.NAMED, java.util.Map.of(), "")).keySet())
                .containsExactly("z", "a", "m");
    }

    @Test
    void theReferenceIsMadeFromTheKeys() {
        assertThat(Reference.of(List.of(CONNECTOR, COLOR))).isEqualTo("""
                | key | value | default | meaning |
                |---|---|---|---|
                | `connector` | a text | **required** | what to collect from |
                | `color` | one of green, red | `"red"` | a color |
                """);
    }
}
