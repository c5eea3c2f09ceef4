package dev.tidemark.lake;

import static dev.tidemark.lake.Logs.claim;
import static dev.tidemark.lake.Logs.lines;
import static dev.tidemark.lake.Logs.stage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.Claim;
import dev.tidemark.testkit.Racers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishRaceTest {
    @TempDir
    Path folder;

    @Test
    void publishersOfTheSameClaimsPublishEachOnce() throws Exception {
        List<List<Claim>> sources = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        try (Lake lake = lake();
                LakeSink sink = new LakeSink(lake)) {
            for (String source : List.of("web", "api")) {
                List<Claim> claims = new ArrayList<>();
                for (int number = 1; number <= 8; number++) {
                    claims.add(claim(source, number, stage(sink, source, number, source + " " + number)));
                    expected.add(source + " " + number);
                }
                sources.add(claims);
            }
            List<Callable<Integer>> racers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                List<Claim> claims = sources.get(i % 2);
                racers.add(() -> publishAll(claims));
            }
            assertThat(Racers.run(racers)).containsOnly(8);

            assertThat(lines(lake)).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void processesThatMakeTheLakeTogetherLoseNothing() throws Exception {
        List<Callable<Integer>> racers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String source = "source" + i;
            racers.add(() -> {
                try (Lake lake = lake();
                        LakeSink sink = new LakeSink(lake)) {
                    Logs.publish(sink, source, 1);
                    return 1;
                }
            });
        }
        assertThat(Racers.run(racers)).containsOnly(1);

        try (Lake lake = lake()) {
            assertThat(lines(lake)).containsExactlyInAnyOrder("source0 1", "source1 1", "source2 1", "source3 1");
        }
    }

    private int publishAll(List<Claim> claims) throws IOException {
        try (Lake lake = lake();
                LakeSink sink = new LakeSink(lake)) {
            for (Claim claim : claims) {
                sink.publish(claim);
            }
            return claims.size();
        }
    }

    private Lake lake() {
        return Lake.open(folder, Clock.systemUTC(), LakeSettings.DEFAULTS);
    }
}
