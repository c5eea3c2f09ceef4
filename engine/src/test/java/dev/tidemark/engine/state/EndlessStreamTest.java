package dev.tidemark.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Period;
import dev.tidemark.api.Range;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Granularity;
import dev.tidemark.api.state.Increment.Order;
import dev.tidemark.api.state.Mark;
import dev.tidemark.api.state.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EndlessStreamTest {
    private static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");
    private static final int HOURS = 1000;
    private static final int AN_HOUR = 2000;
    private static final int A_CHUNK = 2000;
    private static final Duration DELAY = Duration.ofHours(2);

    @Test
    @DisplayName("state-grows-without-end: two million keys with times leave a state of the open hours only")
    void millionsOfKeysLeaveASmallState() throws Exception {
        CollectionState state = CollectionState.EMPTY;
        int largest = 0;
        for (int hour = 0; hour < HOURS; hour++) {
            Instant now = time(hour + 1);
            Progress progress = new Progress(
                    Order.OLDEST_FIRST,
                    Granularity.HOUR,
                    new Range(state.resume().orElse(BEGIN), Instant.MAX),
                    now.minus(DELAY));
            for (int from = 0; from < AN_HOUR; from += A_CHUNK) {
                state = state.apply(progress.close(chunk(progress, hour, from)));
            }
            state = state.complete(progress.complete().orElse(new Range(BEGIN, BEGIN)), Granularity.HOUR);
            largest = Math.max(largest, state.regions().getFirst().endObjects().size());
        }

        byte[] document = new StateDocument("s", BEGIN, 1, state, Statistics.NONE, Map.of()).encode();
        CollectionState restarted = StateDocument.decode("s", document).state();
        assertThat(state.regions()).hasSize(1);
        assertThat(largest).isEqualTo(2 * AN_HOUR);
        assertThat(document.length).isLessThan(400_000);
        for (int hour = 0; hour < HOURS; hour += 7) {
            assertThat(restarted.wants(key(hour, hour % AN_HOUR))).isFalse();
        }
        assertThat(restarted.wants(key(HOURS - 1, AN_HOUR - 1))).isFalse();
        assertThat(restarted.wants(key(HOURS - 1, AN_HOUR))).isTrue();
    }

    private static Map<Artifact, Mark> chunk(Progress progress, int hour, int from) {
        Map<Artifact, Mark> chunk = new HashMap<>();
        for (int i = from; i < from + A_CHUNK; i++) {
            Artifact key = key(hour, i);
            progress.found(key);
            chunk.put(key, Mark.of(key, 0));
        }
        return chunk;
    }

    private static Artifact key(int hour, int number) {
        String id = "AWSLogs/" + hour + "/" + number + ".json.gz";
        Period period = new Period(time(hour), Granularity.HOUR);
        return new Artifact(id, "AWSLogs", id, period, period.end(), 1, "", 0, Map.of());
    }

    private static Instant time(int hour) {
        return BEGIN.plus(Duration.ofHours(hour));
    }
}
