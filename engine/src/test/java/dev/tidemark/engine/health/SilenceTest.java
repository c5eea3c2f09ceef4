package dev.tidemark.engine.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.engine.state.Quiet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When nothing comes: a source {@code web} of one stream {@code file}, collected every ten minutes. */
class SilenceTest {
    private static final Instant BEGIN = Instant.parse("2026-03-02T00:00:00Z");

    private final World world = new World(BEGIN);

    @Test
    void silenceThatIsSetAsTooLongIsNoData() {
        expect(noDataAfter(Duration.ofMinutes(30)));
        poll();
        for (int i = 0; i < 3; i++) {
            empty();
            assertThat(world.only().verdict().health()).isEqualTo(Health.OK);
        }
        empty();
        Verdict verdict = world.only().verdict();
        assertThat(verdict.health()).isEqualTo(Health.NO_DATA);
        assertThat(verdict.detail()).isEqualTo("it runs, and nothing came for 40m, more than 30m");
        assertThat(verdict.since()).contains(BEGIN);
    }

    @Test
    void silenceFourTimesAsLongAsEverAtThatHourIsNoData() {
        expect(HealthSettings.DEFAULTS);
        for (int i = 0; i < 15 * 72; i++) {
            poll();
            empty();
            after(10);
        }
        assertThat(silentUntilNoData()).isBetween(60, 90);
    }

    @Test
    void aSecondRoundWithoutAnythingIsNoDataWhereThereNeverWasOneAtThatHour() {
        expect(HealthSettings.DEFAULTS);
        for (int i = 0; i < 15 * 144; i++) {
            after(10);
            poll();
        }
        Quiet quiet = world.saved().get("web").streams().get("file").quiet();
        assertThat(quiet.longest(world.now).orElseThrow()).isLessThan(Duration.ofMinutes(12));
        assertThat(silentUntilNoData()).isEqualTo(20);
    }

    private int silentUntilNoData() {
        int silent = 0;
        while (world.only().verdict().health() == Health.OK) {
            empty();
            silent += 10;
        }
        assertThat(world.only().verdict().health()).isEqualTo(Health.NO_DATA);
        return silent;
    }

    @Test
    void anIndexThatRolledOverIsNotSilent() {
        expect(noDataAfter(Duration.ofMinutes(30)));
        poll();
        for (int i = 0; i < 6; i++) {
            after(10);
            world.begin("web");
            world.end("web", "file", 0);
            world.end("web", "next", 1);
        }

        assertThat(healthOf("file")).isEqualTo(Health.OK);
        for (int i = 0; i < 4; i++) {
            after(10);
            world.begin("web");
            world.end("web", "file", 0);
            world.end("web", "next", 0);
        }
        assertThat(healthOf("next")).isEqualTo(Health.NO_DATA);
    }

    @Test
    void aStreamThatBeganLongAfterIsNoSuccessor() {
        expect(noDataAfter(Duration.ofMinutes(30)));
        poll();
        for (int i = 0; i < 6; i++) {
            empty();
        }
        world.end("web", "other", 1);

        assertThat(healthOf("file")).isEqualTo(Health.NO_DATA);
    }

    private Health healthOf(String stream) {
        return world.check().findings().stream()
                .filter(finding -> finding.verdict().stream().equals(stream))
                .findFirst()
                .orElseThrow()
                .verdict()
                .health();
    }

    private static HealthSettings noDataAfter(Duration span) {
        return new HealthSettings(
                Optional.empty(),
                3,
                Optional.empty(),
                Optional.empty(),
                Optional.of(span),
                Optional.empty(),
                List.of());
    }

    private void expect(HealthSettings settings) {
        world.expected.clear();
        world.expected.add(new Expected("web", "file", true, Duration.ofMinutes(10), Duration.ofHours(1), settings));
    }

    private void poll() {
        world.begin("web");
        world.end("web", "file", 5);
    }

    private void empty() {
        after(10);
        world.begin("web");
        world.end("web", "file", 0);
    }

    private void after(long minutes) {
        world.now = world.now.plus(Duration.ofMinutes(minutes));
    }
}
