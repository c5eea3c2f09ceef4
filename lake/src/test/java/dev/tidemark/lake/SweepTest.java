package dev.tidemark.lake;

import static dev.tidemark.lake.Logs.claim;
import static dev.tidemark.lake.Logs.lines;
import static dev.tidemark.lake.Logs.publish;
import static dev.tidemark.lake.Logs.stage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.Staged;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
    private static final Duration GRACE = Duration.ofHours(6);

    @TempDir
    Path folder;

    @Test
    void onlyOldFilesThatNobodyRefersToGo() throws Exception {
        try (Lake lake = Lake.open(folder, Clock.systemUTC(), LakeSettings.DEFAULTS);
                LakeSink sink = new LakeSink(lake);
                Lake aged = Lake.open(
                        folder, Clock.offset(Clock.systemUTC(), Duration.ofHours(7)), LakeSettings.DEFAULTS)) {
            publish(sink, "web", 1);
            publish(sink, "web", 2);
            new Compaction(lake).compact(Logs.TABLE);
            Staged pending = stage(sink, "web", 0, "web 3");
            Staged lost = stage(sink, "web", 0, "lost");
            Path manifest = folder.resolve("tidemark/lines/metadata/lost.avro");
            Files.writeString(manifest, "by a commit that failed");
            int before = Logs.files(lake, Logs.TABLE, "").size();

            assertThat(new Sweep(lake).sweep(List.of(), GRACE).files()).isZero();
            Sweep.Outcome outcome = new Sweep(aged).sweep(List.of(pending), GRACE);

            assertThat(outcome.files()).isEqualTo(2);
            assertThat(outcome.bytes()).isEqualTo(lost.bytes() + "by a commit that failed".length());
            assertThat(Logs.files(lake, Logs.TABLE, "")).hasSize(before - 2).doesNotContain(manifest);
            sink.publish(claim("web", 3, pending));
            assertThat(lines(lake)).containsExactlyInAnyOrder("web 1", "web 2", "web 3");
        }
    }
}
