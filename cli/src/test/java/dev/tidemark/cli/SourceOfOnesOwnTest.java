package dev.tidemark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.Event.RowCounts;
import dev.tidemark.api.Page;
import dev.tidemark.api.PagedSource;
import dev.tidemark.embed.CustomSource;
import dev.tidemark.embed.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands say of a source that another program collects, which nobody has configured. */
class SourceOfOnesOwnTest {
    private static final String TABLE = """
            [tables.words]
            format = "jsonl.default"
            [tables.words.columns]
            word = { type = "varchar", required = true }
            tp_timestamp = { source = "at" }
            """;

    @TempDir
    private Path folder;

    private Cli cli;

    /** One page with a good word and a bad one. */
    private enum Words implements PagedSource<Integer> {
        WORDS;

        @Override
        public Integer first() {
            return 0;
        }

        @Override
        public String encode(Integer position) {
            return "{\"word\":" + position + "}";
        }

        @Override
        public Integer decode(String json) {
            return Integer.valueOf(json.replaceAll("\\D", ""));
        }

        @Override
        public Optional<Page<Integer>> next(Integer position) {
            String time = "\"at\":\"2026-03-01T10:00:00Z\"}\n";
            byte[] records = ("{\"word\":\"one\"," + time + "{\"term\":\"two\"," + time).getBytes(UTF_8);
            return position == 0 ? Optional.of(new Page<>(records, 2)) : Optional.empty();
        }
    }

    @BeforeEach
    void collect() throws Exception {
        Files.writeString(folder.resolve("tidemark.toml"), TABLE);
        cli = new Cli(folder);
        try (Workspace workspace = Workspace.open(folder)) {
            assertThat(workspace
                            .collect(CustomSource.paged("dictionary", "words", Words.WORDS))
                            .rows())
                    .isEqualTo(new RowCounts(2, 1, 0, 1));
        }
    }

    private String out(String... words) {
        Cli.Result result = cli.run(words);
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isEqualTo(Status.DONE);
        return result.out();
    }

    @Test
    void itsPositionIsShown() {
        assertThat(out("state", "show", "--output", "csv"))
                .contains("source,stream,collected_from,to,items_beside,claim,updated,gaps,position")
                .containsPattern("dictionary,dictionary,,,0,1,[^,]+,0,\"\\{\"\"word\"\":2}\"");
        assertThat(out("state", "stats")).contains("dictionary", "custom");
        assertThat(out("state", "history", "dictionary")).contains("collect");
        assertThat(out("query", "select word from words")).contains("one");
    }

    @Test
    void whatIsSetAsideOfItIsReplayedFromItsPage() throws Exception {
        assertThat(out("quarantine", "list")).contains("dictionary after {\"word\":0}", "required");
        assertThat(cli.run("quarantine", "replay").status()).isEqualTo(Status.INCOMPLETE);
        Files.writeString(
                folder.resolve("tidemark.toml"), TABLE.replace("word = {", "word = { source = [\"word\", \"term\"],"));
        assertThat(out("quarantine", "replay", "--output", "csv")).contains("dictionary,1,0,0");
        assertThat(out("query", "select string_agg(word, ' ' order by word) from words"))
                .contains("one two");
        assertThat(out("quarantine", "list", "--output", "csv")).doesNotContain("dictionary");
    }

    @Test
    void itIsForgottenAndTakenElsewhereAsOthersAre() {
        Cli.Result preview = cli.run("state", "reset", "dictionary", "--dry-run");
        assertThat(preview.out()).contains("would forget", "up to claim 1, at {\"word\":2}");
        assertThat(preview.err()).contains("dictionary is not configured, so no collect would read anything of it");
        assertThat(out("state", "show", "--output", "csv")).contains("{\"\"word\"\":2}");
        cli.run("state", "reset", "dictionary", "--yes");
        assertThat(out("state", "show", "--output", "csv")).doesNotContain("{\"\"word\"\":2}");
        assertThat(cli.run("state", "rewind", "dictionary", "--to", "1", "--yes")
                        .status())
                .isEqualTo(Status.DONE);
        assertThat(out("state", "show", "--output", "csv")).contains("{\"\"word\"\":2}");
    }
}
