package dev.tidemark.elastic.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetriesTest {
    @Test
    void pausesDoubleUpToTheLongestAndDiffer() {
        Retries retries = new Retries(9, Duration.ofMillis(100), Duration.ofSeconds(2));
        Random random = new Random(1);
        long[] most = {100, 200, 400, 800, 1600, 2000, 2000};
        for (int failed = 1; failed <= most.length; failed++) {
            assertThat(retries.pause(failed, random).toMillis()).isBetween(most[failed - 1] / 2, most[failed - 1]);
        }
        assertThat(retries.pause(500, random)).isLessThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(random.longs(50)
                        .map(seed -> retries.pause(4, new Random(seed)).toMillis())
                        .distinct()
                        .count())
                .isGreaterThan(10);
    }
}
