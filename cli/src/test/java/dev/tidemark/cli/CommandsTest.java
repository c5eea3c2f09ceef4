package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
    @TempDir
    Path folder;

    @Test
    void initWritesAConfigurationThatIsValid() {
        Cli cli = new Cli(folder);

        assertThat(cli.run("init").status()).isEqualTo(Status.DONE);
        assertThat(cli.run("config", "check"))
                .isEqualTo(new Result(Status.DONE, "1 file with 0 sources: all well\n", ""));
    }

    @Test
    void initLeavesAConfigurationThatIsThereAlone() throws IOException {
        Files.writeString(folder.resolve("tidemark.toml"), "# mine\n");

        Result result = new Cli(folder).run("init");

        assertThat(result.status()).isEqualTo(Status.USAGE);
        assertThat(result.err())
                .isEqualTo(
                        "tidemark: " + folder.resolve("tidemark.toml") + " is there already; it was left as it is\n");
        assertThat(folder.resolve("tidemark.toml")).hasContent("# mine");
    }

    @Test
    void configurationMistakesComeAllAtOnce() throws IOException {
        Files.writeString(folder.resolve("tidemark.toml"), "[lkae]\n[sources.web]\n");

        Result result = new Cli(folder).run("collect");

        assertThat(result.status()).isEqualTo(Status.USAGE);
        assertThat(result.err().replace(folder + "/", "")).isEqualTo("""
                        tidemark: the configuration cannot be used, for 3 reasons:
                        tidemark.toml:1: unknown key 'lkae'; did you mean 'lake'?
                        tidemark.toml:2: [sources.web] the key 'table' is missing: Where the rows go: a built-in table, or one of `[tables]`. Indexes need none: it is made of their mappings.
                        tidemark.toml:2: [sources.web] the table 'config' is missing: add [sources.web.config] with the connector's settings
                        """);
    }

    @Test
    void rowsComeInFourForms() throws IOException {
        Files.writeString(folder.resolve("tidemark.toml"), """
                [sources.web]
                table = "nginx_access_log"
                config = { paths = ["logs"] }
                """);
        Cli cli = new Cli(folder);

        assertThat(cli.run("sources", "list").out()).isEqualTo("""
                        source  connector  table             enabled
                        ──────  ─────────  ────────────────  ───────
                        web     file       nginx_access_log  true
                        """);
        assertThat(cli.run("sources", "list", "--output", "json").out())
                .isEqualTo(
                        "{\"source\":\"web\",\"connector\":\"file\",\"table\":\"nginx_access_log\",\"enabled\":true}\n");
        assertThat(cli.run("sources", "list", "-o", "csv").out())
                .isEqualTo("source,connector,table,enabled\nweb,file,nginx_access_log,true\n");
        assertThat(cli.run("sources", "list", "--output=line").out())
                .isEqualTo("source:    web\nconnector: file\ntable:     nginx_access_log\nenabled:   true\n");
    }

    @Test
    void aWrongNameGetsTheNearestOne() throws IOException {
        Files.writeString(
                folder.resolve("tidemark.toml"),
                "[sources.trail]\ntable = \"aws_cloudtrail_log\"\nconfig = { paths = [\"logs\"] }\n");
        Cli cli = new Cli(folder);

        assertThat(cli.run("sources", "show", "trial"))
                .isEqualTo(
                        new Result(Status.USAGE, "", "tidemark: there is no source 'trial'; did you mean 'trail'?\n"));
        assertThat(cli.run("colect").err())
                .isEqualTo("tidemark: Unmatched argument at index 2: 'colect'\nDid you mean: tidemark collect or"
                        + " tidemark connect or tidemark compact?\nTry 'tidemark --help'.\n");
        assertThat(cli.run("collect", "--form", "7d").status()).isEqualTo(Status.USAGE);
    }

    @Test
    void nothingToCollectIsSaidWithWhatToDo() {
        assertThat(new Cli(folder).run("collect"))
                .isEqualTo(
                        new Result(
                                Status.USAGE,
                                "",
                                "tidemark: nothing is configured in " + folder
                                        + ". Name a table and files: 'tidemark collect nginx_access_log /var/log/nginx';"
                                        + " or write a tidemark.toml: 'tidemark init'; or see it work: 'tidemark quickstart'\n"));
    }

    @Test
    void aQueryNeedsNoTables() {
        Result result = new Cli(folder)
                .run("query", "--output", "json", "select 1 as n, 'a' as t, null as z, [1, 2] as l, {'a': 1.5} as s");

        assertThat(result.out()).isEqualTo("{\"n\":1,\"t\":\"a\",\"z\":null,\"l\":[1,2],\"s\":{\"a\":1.5}}\n");
        assertThat(result.status()).isEqualTo(Status.DONE);
    }

    @Test
    void aWrongQueryFailsWithDuckDbsWords() {
        Result result = new Cli(folder).run("query", "selct 1");

        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.err()).contains("syntax error").doesNotContain("\tat ");
        assertThat(new Cli(folder).run("query", "selct 1", "--debug").err()).contains("\tat ");
    }

    @Test
    void timesOnTheCommandLineAreChecked() {
        Result result = new Cli(folder).run("collect", "--from", "yesterday");

        assertThat(result.status()).isEqualTo(Status.USAGE);
        assertThat(result.err()).contains("--from").contains("'yesterday' is not a time; write 2025-06-01");
        assertThat(new Cli(folder).run("collect", "--from", "1d", "--to", "2d").err())
                .contains("must be before --to");
        assertThat(new Cli(folder).run("collect", "--overwrite").err())
                .isEqualTo("tidemark: --overwrite needs --from, --to or both: the range to collect again\n");
    }
}
