package dev.tidemark.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class QuietTest {
    private static final Instant MONDAY = Instant.parse("2025-03-03T00:00:00Z");

    @Test
    void knowsNothingForTwoWeeks() {
        assertThat(nights(13).longest(at(13, 12))).isEmpty();
        assertThat(nights(15).longest(at(15, 12))).isPresent();
    }

    @Test
    void nightsMayBeQuieterThanDays() {
        Quiet quiet = nights(20);

        assertThat(quiet.longest(at(20, 12)).orElseThrow()).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));
        assertThat(quiet.longest(at(20, 4)).orElseThrow()).isBetween(Duration.ofHours(7), Duration.ofHours(10));
    }

    @Test
    void forgetsAfterFourWeeks() {
        Quiet quiet = nights(20).after(at(20, 12), at(20, 12).plusSeconds(1200));
        assertThat(quiet.longest(at(27, 12)).orElseThrow()).isGreaterThan(Duration.ofMinutes(19));

        Quiet later = quiet;
        for (int day = 21; day < 63; day++) {
            later = later.after(at(day, 12), at(day, 12).plusSeconds(300));
        }
        assertThat(later.weeks()).hasSize(5);
        assertThat(later.longest(at(62, 12)).orElseThrow()).isLessThan(Duration.ofMinutes(7));
    }

    @Test
    void anOutageIsNoHabitAtOnce() {
        Quiet quiet = nights(20).after(at(20, 8), at(20, 17));

        assertThat(quiet.longest(at(27, 12)).orElseThrow()).isBetween(Duration.ofMinutes(20), Duration.ofMinutes(30));
    }

    @Test
    void refusesWhatIsNoWeek() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Quiet(Optional.of(MONDAY), new TreeMap<>(Map.of(1L, "AB"))))
                .withMessageContaining("week 1 of quiet spells is not 168 letters");
    }

    /** Records every five minutes by day, none from ten in the evening to six. */
    private static Quiet nights(int days) {
        Quiet quiet = Quiet.UNKNOWN;
        Instant last = MONDAY;
        for (Instant now = MONDAY; now.isBefore(at(days, 0)); now = now.plusSeconds(300)) {
            long hour = Duration.between(MONDAY, now).toHours() % 24;
            if (hour >= 6 && hour < 22) {
                quiet = quiet.after(last, now);
                last = now;
            }
        }
        return quiet;
    }

    private static Instant at(int day, int hour) {
        return MONDAY.plus(Duration.ofDays(day)).plus(Duration.ofHours(hour));
    }
}
