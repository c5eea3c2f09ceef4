package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.cli.Cli.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collects logs that are real: CloudTrail as AWS delivered it, and the access log of a web site. */
class RealLogsTest {
    @TempDir
    Path workspace;

    private Path data;
    private Cli cli;

    @BeforeEach
    void find() {
        data = Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(folder -> folder.resolve("../shared/data").normalize())
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(Path.of("no data"));
        assumeTrue(Files.isDirectory(data), "the real logs are not here: no ../shared/data in any folder upwards");
        cli = new Cli(workspace);
    }

    @Test
    void everyCloudTrailEventIsThereOnce() {
        String logs = data.resolve("cloudtrail").toString();

        Result first = cli.run("collect", "aws_cloudtrail_log", logs, "--output", "json");
        assertThat(first.status()).as(first.out()).isEqualTo(Status.DONE);
        assertThat(first.out().lines().toList().getLast())
                .contains("\"clean\":true", "\"stored\":1448,\"filtered\":0,\"quarantined\":0");
        assertThat(query("select count(*) as n, count(distinct event_id) as ids from aws_cloudtrail_log"))
                .isEqualTo("1448,1448");

        Result again = cli.run("collect", "aws_cloudtrail_log", logs, "--output", "json");
        assertThat(again.status()).isEqualTo(Status.DONE);
        assertThat(again.out().lines().toList().getLast()).contains("\"artifacts\":0,", "\"stored\":0,");
        assertThat(query("select count(*) as n, count(distinct event_id) as ids from aws_cloudtrail_log"))
                .isEqualTo("1448,1448");
    }

    @Test
    void whatLiesAmongTheLogsAndIsNoneIsIgnoredAndSaid() {
        Result result = cli.run(
                "collect", "aws_cloudtrail_log", data.resolve("cloudtrail").toString());

        assertThat(result.status()).isEqualTo(Status.DONE);
        assertThat(result.err())
                .contains("1 file ignored, whose name is not that of a log of this table (LICENSE);"
                        + " names = [\"*\"] takes it too\n");
    }

    @Test
    void everyRequestIsThereOnce() {
        String log = data.resolve("apache/access.log").toString();

        assertThat(cli.run("collect", "apache_access_log", log).status()).isEqualTo(Status.DONE);
        assertThat(cli.run("collect", "apache_access_log", log).err()).contains("nothing new");
        assertThat(query("select count(*) as n from apache_access_log")).isEqualTo("10000");
    }

    private String query(String sql) {
        Result result = cli.run("query", sql, "--output", "csv");
        assertThat(result.status()).as(result.err()).isEqualTo(Status.DONE);
        return result.out().lines().skip(1).findFirst().orElseThrow();
    }
}
