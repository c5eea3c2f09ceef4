package dev.tidemark.lake;

import static dev.tidemark.lake.Logs.claim;
import static dev.tidemark.lake.Logs.hour;
import static dev.tidemark.lake.Logs.lines;
import static dev.tidemark.lake.Logs.publish;
import static dev.tidemark.lake.Logs.stage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.Range;
import dev.tidemark.lake.Partitions.Partition;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionsTest {
    @TempDir
    Path folder;

    private Lake lake;
    private LakeSink sink;
    private Partitions partitions;

    @BeforeEach
    void open() {
        lake = Lake.open(folder.resolve("lake"), Clock.systemUTC(), LakeSettings.DEFAULTS);
        sink = new LakeSink(lake);
        partitions = new Partitions(lake);
    }

    @AfterEach
    void close() {
        sink.close();
        lake.close();
    }

    @Test
    void anEmptyLakeHasNone() throws Exception {
        assertThat(partitions.list()).isEmpty();
        assertThat(partitions.list("none")).isEmpty();
        assertThat(partitions.delete("none", "web", Range.ALL)).isZero();
    }

    @Test
    void rowsFilesAndTimesAreKnownWithoutReadingRows() throws Exception {
        sink.publish(claim("web", 1, stage(sink, "web", 3, "a", "b"), stage(sink, "web", 40, "c")));
        sink.publish(claim("api", 1, stage(sink, "api", 5, "d")));

        assertThat(partitions.list())
                .extracting(Partition::table, Partition::source, Partition::rows, Partition::files)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("lines", "api", 1L, 1L),
                        org.assertj.core.groups.Tuple.tuple("lines", "web", 3L, 2L));
        Partition web = partitions.list("lines").getLast();
        assertThat(web.first()).isEqualTo(hour(3));
        assertThat(web.last()).isEqualTo(hour(40));
        assertThat(web.bytes()).isPositive();
    }

    @Test
    void aRangeOfASourceIsDeleted() throws Exception {
        sink.publish(claim("web", 1, stage(sink, "web", 0, "0"), stage(sink, "web", 30, "30")));
        publish(sink, "api", 1);

        assertThat(partitions.delete("lines", "web", new Range(hour(0), hour(24))))
                .isEqualTo(1);
        assertThat(lines(lake)).containsExactlyInAnyOrder("30", "api 1");
        assertThat(partitions.delete("lines", "web", Range.ALL)).isEqualTo(1);
        assertThat(partitions.delete("lines", "web", Range.ALL)).isZero();
        assertThat(lines(lake)).containsExactly("api 1");
        assertThat(partitions.list()).extracting(Partition::source).containsExactly("api");
        assertThat(sink.published("web")).contains(1L);
    }
}
