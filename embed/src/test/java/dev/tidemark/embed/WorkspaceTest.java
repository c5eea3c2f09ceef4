package dev.tidemark.embed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.Event.RowCounts;
import dev.tidemark.api.Page;
import dev.tidemark.api.PagedSource;
import dev.tidemark.engine.collect.QuarantineReplay;
import dev.tidemark.engine.commit.SourceState;
import dev.tidemark.formats.toml.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {
    private static final String TABLE = """
            [tables.words]
            format = "jsonl.default"
            [tables.words.columns]
            word = { type = "varchar", required = true }
            tp_timestamp = { source = "at" }
            """;

    @TempDir
    private Path folder;

    /** Words that follow each other, a page for each. */
    private record Words(List<String> words) implements PagedSource<Integer> {
        @Override
        public Integer first() {
            return 0;
        }

        @Override
        public String encode(Integer position) {
            return position.toString();
        }

        @Override
        public Integer decode(String json) {
            return Integer.valueOf(json);
        }

        @Override
        public Optional<Page<Integer>> next(Integer position) {
            if (position == words.size()) {
                return Optional.empty();
            }
            String line = "{\"at\":\"2026-03-01T10:00:00Z\"" + words.get(position) + "}";
            return Optional.of(new Page<>(line.getBytes(UTF_8), position + 1));
        }
    }

    private static CustomSource words(String... words) {
        return CustomSource.paged("dictionary", "words", new Words(List.of(words)));
    }

    @Test
    void aConfiguredSourceIsCollectedByItsName() throws Exception {
        Files.writeString(folder.resolve("log"), "{\"word\":\"a\",\"at\":\"2026-03-01T10:00:00Z\"}\n");
        String source = TABLE + "[sources.files]\ntable = \"words\"\nconfig = { paths = [\"log\"], settle = \"0s\" }\n";
        try (Workspace workspace = Workspace.open(folder, source)) {
            assertThat(workspace.collect("files").rows()).isEqualTo(new RowCounts(1, 1, 0, 0));
            assertThat(workspace.collect("files").rows()).isEqualTo(RowCounts.NONE);
            assertThat(workspace.states().sources()).containsExactly("files");
            assertThatThrownBy(() -> workspace.collect("file"))
                    .isInstanceOf(UnknownNameException.class)
                    .hasMessage("there is no source 'file' in " + folder + "; did you mean 'files'?");
            CustomSource taken = CustomSource.paged("files", "words", new Words(List.of()));
            assertThatThrownBy(() -> workspace.collect(taken))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the source files is configured already: give the one that is written in Java another"
                            + " name");
        }
    }

    @Test
    void streamsOfASourceGoOnEachByItself() throws Exception {
        CustomSource both = CustomSource.paged(
                "dictionary",
                "words",
                Map.of(
                        "de", new Words(List.of(",\"word\":\"eins\"", ",\"word\":\"zwei\"")),
                        "en", new Words(List.of(",\"word\":\"one\""))));
        try (Workspace workspace = Workspace.open(folder, TABLE)) {
            assertThat(workspace.collect(both).rows().stored()).isEqualTo(3);
            assertThat(workspace.collect(both).rows().read()).isZero();
            assertThat(workspace
                            .state("dictionary", state -> state.document("de"))
                            .orElseThrow()
                            .state()
                            .cursor())
                    .contains("2");
        }
    }

    @Test
    void whatCannotBeARowIsSetAsideAndReplayedOnceTheTableIsMended() throws Exception {
        CustomSource source = words(",\"word\":\"a\"", ",\"term\":\"b\"");
        try (Workspace workspace = Workspace.open(folder, TABLE)) {
            assertThat(workspace.collect(source).rows()).isEqualTo(new RowCounts(2, 1, 0, 1));
            assertThat(workspace.state("dictionary", SourceState::setAside)).hasSize(1);
            assertThat(workspace.quarantine(source, QuarantineReplay::run).stored())
                    .isZero();
        }
        String mended = TABLE.replace("word = {", "word = { source = [\"word\", \"term\"],");
        try (Workspace workspace = Workspace.open(folder, mended)) {
            assertThat(workspace.quarantine(source, QuarantineReplay::run)).isEqualTo(new RowCounts(1, 1, 0, 0));
            assertThat(workspace.state("dictionary", SourceState::setAside)).isEmpty();
            assertThat(workspace.collect(source).rows()).isEqualTo(RowCounts.NONE);
        }
    }

    @Test
    void aSourceNamesATableThatHasAFormat() throws Exception {
        String bare = TABLE.replace("format = \"jsonl.default\"\n", "");
        try (Workspace workspace = Workspace.open(folder, bare)) {
            assertThatThrownBy(() -> workspace.collect(words()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "the table words has no format of its own, so what dictionary gives cannot be read: write"
                                    + " 'format' in [tables.words]");
        }
        try (Workspace workspace = Workspace.open(folder)) {
            assertThatThrownBy(() -> workspace.collect(words()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("there is no table 'words'");
        }
    }

    @Test
    void nothingIsRememberedOfANameThatIsWrong() throws Exception {
        try (Workspace workspace = Workspace.open(folder, TABLE)) {
            workspace.collect(words(",\"word\":\"a\""));
            assertThatThrownBy(() -> workspace.state("dictionry", state -> state.streams()))
                    .isInstanceOf(UnknownNameException.class)
                    .hasMessage("nothing is remembered of a source 'dictionry'; did you mean 'dictionary'?");
            assertThatThrownBy(() -> workspace.exportStates("other")).isInstanceOf(UnknownNameException.class);
        }
    }

    @Test
    void everythingThatIsWrongWithTheConfigurationIsToldAtOnce() {
        assertThatThrownBy(() -> Workspace.open(folder, "[tables.x]\nformt = \"jsonl\"\n[statte]\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("the program", "formt", "statte");
    }
}
