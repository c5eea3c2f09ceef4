package dev.tidemark.cli;

import static dev.tidemark.cli.Trial.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts of a source: by time, by filter, by folder. */
class RangesTest {
    private static final int DAY = 86_400;

    @TempDir
    Path folder;

    private Trial trial;

    @BeforeEach
    void writeFourDays() throws IOException {
        trial = new Trial(folder).configured("""
                [sources.web]
                table = "nginx_access_log"
                [sources.web.config]
                paths = ["LOGS"]
                file_layout = "%{WORD:tp_source_name}/%{YEAR:year}-%{MONTHNUM:month}-%{MONTHDAY:day}.log"
                settle = "0s"
                """);
        for (int day = 0; day < 4; day++) {
            day("north", day, 10, 0);
            day("south", day, 5, 1000);
        }
    }

    @Test
    @DisplayName(
            "nothing-recollected, start-date-moved-back: --from and --to take their days, a run without them the others")
    void aRangeIsCollectedAndThenTheRest() {
        assertThat(trial.rows("--from", "2025-06-03", "--to", "2025-06-05")).isEqualTo(30);
        assertThat(days()).containsExactly("2025-06-03,15", "2025-06-04,15");
        assertThat(trial.rows("--from", "2025-06-03", "--to", "2025-06-05")).isZero();
        assertThat(trial.rows("--from", "2025-06-02")).isEqualTo(30);
        assertThat(trial.rows()).isZero();
        assertThat(days()).containsExactly("2025-06-02,15", "2025-06-03,15", "2025-06-04,15", "2025-06-05,15");
    }

    @Test
    @DisplayName("state-per-stream-lost: a stream that is added is collected, and from then on only what is new of it")
    void aFolderThatIsAddedGoesOnByItself() throws IOException {
        assertThat(trial.rows()).isEqualTo(60);
        for (int day = 0; day < 4; day++) {
            day("west", day, 2, 2000);
        }
        assertThat(trial.rows()).isEqualTo(8);
        assertThat(trial.rows()).isZero();
        day("east", 1, 3, 3000);
        assertThat(trial.rows()).isEqualTo(3);
        assertThat(trial.rows()).isZero();
    }

    @Test
    @DisplayName("overwritten-object: a range is collected again and replaces its rows alone")
    void anOverwriteReplacesTheRowsOfItsRange() throws IOException {
        assertThat(trial.rows()).isEqualTo(60);
        day("north", 1, 3, 500);
        assertThat(trial.rows()).isZero();

        assertThat(trial.rows("--from", "2025-06-03", "--to", "2025-06-04", "--overwrite"))
                .isEqualTo(8);
        assertThat(days()).containsExactly("2025-06-02,15", "2025-06-03,8", "2025-06-04,15", "2025-06-05,15");
        assertThat(trial.number("select count(*) from nginx_access_log where request_uri = '/" + (DAY + 500) + "'"))
                .isEqualTo(1);
        assertThat(trial.rows()).isZero();
        assertThat(trial.rows("--from", "2025-06-03", "--to", "2025-06-04", "--overwrite"))
                .isEqualTo(8);
        assertThat(trial.number("select count(*) from nginx_access_log")).isEqualTo(53);
    }

    @Test
    void labelsOfThePathAreColumns() {
        trial.rows();

        assertThat(trial.query("select tp_source_name, count(*) from nginx_access_log group by 1 order by 1"))
                .containsExactly("north,40", "south,20");
    }

    @Test
    void twoSourcesFillOneTableEachWithItsFilterAndIndex() throws IOException {
        trial.configured("""
                [sources.errors]
                table = "nginx_access_log"
                filter = "status = 500"
                tp_index = "status"
                config = { paths = ["LOGS/north"], settle = "0s" }
                [sources.south]
                table = "nginx_access_log"
                tp_index = "remote_addr"
                config = { paths = ["LOGS/south"], settle = "0s" }
                """);

        assertThat(trial.rows()).isEqualTo(4 + 20);
        assertThat(trial.query(
                        "select tp_partition, tp_index, count(*) from nginx_access_log group by all order by all"))
                .containsExactly(
                        "errors,500,4",
                        "south,192.0.2.0,4",
                        "south,192.0.2.1,4",
                        "south,192.0.2.2,4",
                        "south,192.0.2.3,4",
                        "south,192.0.2.4,4");
        assertThat(trial.rows("errors")).isZero();
    }

    @Test
    @DisplayName(
            "shared-registry-cleanup, one-class-one-file: two sources over the same files do not disturb each other")
    void twoSourcesOverTheSameFilesEachCollectThem() throws IOException {
        trial.configured("""
                [sources.a]
                table = "nginx_access_log"
                config = { paths = ["LOGS"], settle = "0s" }
                [sources.b]
                table = "nginx_access_log"
                config = { paths = ["LOGS"], settle = "0s" }
                """);
        assertThat(trial.rows("a")).isEqualTo(60);
        assertThat(trial.rows("b")).isEqualTo(60);
        assertThat(trial.run("partitions", "delete", "nginx_access_log", "a", "--yes")
                        .status())
                .isEqualTo(Status.DONE);
        assertThat(trial.rows("b")).isZero();
        assertThat(trial.query("select tp_partition, count(*) from nginx_access_log group by 1"))
                .containsExactly("b,60");
    }

    @Test
    @DisplayName("silent-store-fallback: a store that does not exist is a mistake, and nothing runs")
    void mistakesComeAllAtOnceAndNothingRuns() throws IOException {
        trial.configured("""
                [state]
                storage_type = "rediss"
                [sources.web]
                table = "nginx_acces_log"
                conector = "file"
                [sources.web.config]
                paths = []
                file_layout = "%{YAER:year}"
                names = "a/b"
                """);

        Result check = trial.run("config", "check");
        assertThat(check.status()).isEqualTo(Status.USAGE);
        assertThat(check.err())
                .contains(
                        "tidemark.toml:2: ",
                        "'rediss'",
                        "tidemark.toml:4: ",
                        "did you mean 'nginx_access_log'",
                        "tidemark.toml:5: ",
                        "did you mean 'connector'",
                        "tidemark.toml:7: ",
                        "tidemark.toml:8: ",
                        "'YAER'",
                        "tidemark.toml:9: ",
                        "'a/b'");
        assertThat(trial.run("collect").status()).isEqualTo(Status.USAGE);
        assertThat(trial.workspace()).isDirectoryNotContaining("glob:**/{lake,state}");
    }

    private List<String> days() {
        return trial.query("select tp_date, count(*) from nginx_access_log group by 1 order by 1");
    }

    private void day(String part, int day, int rows, int from) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            lines.add(request(day * DAY + from + i));
        }
        trial.write("%s/2025-06-%02d.log".formatted(part, 2 + day), lines);
    }
}
