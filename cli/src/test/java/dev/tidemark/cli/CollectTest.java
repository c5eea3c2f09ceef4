package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectTest {
    @TempDir
    Path folder;

    private Path logs;
    private Cli cli;

    @BeforeEach
    void makeLogs() throws IOException {
        logs = Files.createDirectories(folder.resolve("logs"));
        cli = new Cli(folder.resolve("workspace"));
        write("a.log", lines(0, 50));
        write("b.log", lines(50, 100));
    }

    @Test
    void filesAreCollectedForATableOnceWithoutAnyConfiguration() {
        Result first = cli.run("collect", "nginx_access_log", logs.toString());
        Result again = cli.run("collect", "nginx_access_log", logs.toString());
        Result other =
                cli.run("collect", "nginx_access_log", logs.resolve("*.log").toString());

        assertThat(first.status()).as(first.err()).isEqualTo(Status.DONE);
        assertThat(first.out()).contains("nginx_access_log          2     100");
        assertThat(first.err())
                .startsWith("nginx_access_log: 2 artifacts, 7.7 kB to collect\nnginx_access_log: 100 rows from 2")
                .doesNotContain("tidemark:");
        assertThat(List.of(again.status(), other.status())).containsOnly(Status.DONE);
        assertThat(again.err()).isEqualTo("nginx_access_log: nothing new\n");
        assertThat(other.err()).isEqualTo("nginx_access_log: nothing new\n");
        assertThat(count()).isEqualTo("100");
    }

    @Test
    void eachEventIsAJsonObjectAndTheLastOneSumsUp() {
        Result result = cli.run("collect", "nginx_access_log", logs.toString(), "--output", "json");

        List<String> lines = result.out().lines().toList();
        assertThat(lines)
                .allSatisfy(line -> assertThat(line).startsWith("{\"event\":\"").endsWith("}"));
        assertThat(lines.getFirst()).isEqualTo("{\"event\":\"started\",\"source\":\"nginx_access_log\"}");
        assertThat(lines.getLast())
                .startsWith("{\"event\":\"summary\",\"sources\":1,\"failed\":[],\"clean\":true,\"artifacts\":2,")
                .contains("\"stored\":100,\"filtered\":0,\"quarantined\":0");
        assertThat(result.err()).isEmpty();
    }

    @Test
    @DisplayName("exit-code-tells: rows that could not be stored make the exit status 3, and are replayed once")
    void exitCodeTells() throws IOException {
        List<String> broken = new ArrayList<>(lines(100, 110));
        broken.set(4, "this is no request");
        write("c.log", broken);

        Result result = cli.run("collect", "nginx_access_log", logs.toString());
        assertThat(result.status()).isEqualTo(Status.INCOMPLETE);
        assertThat(result.err())
                .contains("1 record and 0 artifacts were set aside; 'tidemark quarantine list' shows why");
        assertThat(cli.run("quarantine", "list", "--output", "json").out())
                .startsWith("{\"source\":\"nginx_access_log\",\"location\":\"" + logs.resolve("c.log")
                        + "\",\"record\":5,\"bytes\":18,\"reason\":");
        assertThat(cli.run("quarantine", "show", "nginx_access_log", "-o", "line")
                        .out())
                .contains("raw:      this is no request");
        assertThat(cli.run("quarantine", "replay").status()).isEqualTo(Status.INCOMPLETE);
        assertThat(count()).isEqualTo("109");

        write("c.log", lines(100, 110));
        Result replayed = cli.run("quarantine", "replay", "--output", "json");
        assertThat(replayed)
                .isEqualTo(new Result(
                        Status.DONE,
                        "{\"source\":\"nginx_access_log\",\"stored\":1,\"filtered\":0,\"stays\":0}\n",
                        ""));
        assertThat(cli.run("quarantine", "replay").out()).doesNotContain("nginx_access_log");
        assertThat(cli.run("collect", "nginx_access_log", logs.toString()).err())
                .isEqualTo("nginx_access_log: nothing new\n");
        assertThat(count()).isEqualTo("110");
    }

    @Test
    void configuredSourcesAreCollectedIntoTheirPartitions() throws IOException {
        Files.createDirectories(folder.resolve("workspace"));
        Files.writeString(folder.resolve("workspace/tidemark.toml"), """
                [sources.errors]
                table = "nginx_access_log"
                filter = "status >= 500"
                config = { paths = ["../logs/a.log"] }

                [sources.all]
                table = "nginx_access_log"
                tp_index = "remote_addr"
                config = { paths = ["../logs/b.log"] }

                [sources.off]
                table = "nginx_access_log"
                enabled = false
                config = { paths = ["../logs"] }
                """);

        assertThat(cli.run("collect").status()).isEqualTo(Status.DONE);
        assertThat(cli.run(
                                "query",
                                "-o",
                                "csv",
                                "select tp_partition, tp_index, count(*) as n from nginx_access_log group by all order by all")
                        .out())
                .isEqualTo("tp_partition,tp_index,n\nall,192.0.2.1,50\nerrors,default,25\n");
        assertThat(cli.run("state", "show", "-o", "csv").out())
                .contains("all,file,,,1,1,")
                .contains("errors,file,,,1,1,");
        assertThat(cli.run("partitions", "delete", "nginx_access_log", "all").status())
                .isEqualTo(Status.USAGE);
        assertThat(cli.run("partitions", "delete", "nginx_access_log", "all", "--yes", "-o", "csv")
                        .out())
                .isEqualTo("table,source,rows_deleted\nnginx_access_log,all,50\n");
        assertThat(count()).isEqualTo("25");
    }

    @Test
    void aSourceThatIsNotThereIsAProblemAndNoFailure() throws IOException {
        Files.createDirectories(folder.resolve("workspace"));
        Files.writeString(
                folder.resolve("workspace/tidemark.toml"),
                "[sources.gone]\ntable = \"nginx_access_log\"\nconfig = { paths = [\"/no/such/folder\"] }\n");

        Result result = cli.run("collect");

        assertThat(result.status()).isEqualTo(Status.INCOMPLETE);
        assertThat(result.err()).contains("gone: /no/such/folder: ").contains("not everything could be reached");
    }

    @Test
    void whatIsMisspeltIsSaidBeforeAnythingRuns() {
        assertThat(cli.run("collect", "nginx_acess_log", logs.toString()).err())
                .isEqualTo("tidemark: the configuration cannot be used, for one reason:\ncommand line:2:"
                        + " [sources.nginx_acess_log] table: there is no table 'nginx_acess_log'; did you mean"
                        + " 'nginx_access_log'?\n");
        assertThat(cli.run("collect", "nginx_access_log", "/no/such/file"))
                .isEqualTo(new Result(Status.USAGE, "", "tidemark: there is no file or folder /no/such/file\n"));
        assertThat(folder.resolve("workspace")).doesNotExist();
    }

    private String count() {
        return cli.run("query", "select count(*) from nginx_access_log", "-o", "csv")
                .out()
                .lines()
                .skip(1)
                .findFirst()
                .orElse("");
    }

    private static List<String> lines(int from, int to) {
        List<String> lines = new ArrayList<>();
        for (int i = from; i < to; i++) {
            lines.add("192.0.2.1 - - [02/Jun/2025:03:00:00 +0000] \"GET /" + i + " HTTP/1.1\" "
                    + (i % 2 == 0 ? 200 : 500) + " 10 \"-\" \"-\"");
        }
        return lines;
    }

    private void write(String name, List<String> lines) throws IOException {
        Files.write(logs.resolve(name), lines);
    }
}
