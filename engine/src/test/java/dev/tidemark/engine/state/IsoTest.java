package dev.tidemark.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTest {
    @Test
    void writesAndReadsTimesAsInstantsDo() {
        long seed = 20250601;
        Random random = new Random(seed);
        long[] units = {1, 1000, 1_000_000, 10_000_000, 1_000_000_000};
        for (int i = 0; i < 20_000; i++) {
            long nanos = random.nextInt(1_000_000_000) / units[i % units.length] * units[i % units.length];
            Instant time = Instant.ofEpochSecond(random.nextLong(-1_000_000_000L, 260_000_000_000L), nanos);

            assertThat(Iso.text(time)).as("seed %d", seed).isEqualTo(time.toString());
            assertThat(Iso.time(time.toString())).as("seed %d", seed).isEqualTo(time);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-06-01T12:00:00.5Z", "2025-06-01T12:00:00.1234Z", "2025-06-01T12:00:00.Z"})
    void readsFractionsOfAnyLengthAsInstantsDo(String text) {
        assertThat(Iso.time(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Z", "2025-13-01T00:00:00Z", "2025-06-01T12:00:00.1234567890Z", "2025-06-01 12:00:00Z"})
    void whatIsNoTimeIsRefused(String text) {
        assertThatThrownBy(() -> Iso.time(text)).isInstanceOf(DateTimeException.class);
    }
}
