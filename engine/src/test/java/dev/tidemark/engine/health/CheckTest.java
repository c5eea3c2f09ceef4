package dev.tidemark.engine.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.Sealed;
import dev.tidemark.engine.health.Finding.Alarm;
import dev.tidemark.engine.state.ErrorClass;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CheckTest {
    private static final Instant BEGIN = Instant.parse("2026-03-02T00:00:00Z");

    private final World world = new World(BEGIN);

    @BeforeEach
    void collectOnce() {
        world.expected.add(new Expected(
                "web", "file", true, Duration.ofMinutes(10), Duration.ofHours(1), HealthSettings.DEFAULTS));
        good();
    }

    @Test
    void anAlarmIsRaisedOnceRepeatedHourlyAndClearedAfterTwoGoodRounds() {
        List<Alarm> alarms = new ArrayList<>();
        for (int minute = 0; minute < 200; minute++) {
            alarms.add(world.only().alarm());
            after(1);
        }
        assertThat(alarms).filteredOn(Alarm.RAISED::equals).hasSize(1);
        assertThat(alarms.indexOf(Alarm.RAISED)).isEqualTo(21);
        assertThat(alarms).filteredOn(Alarm.REPEATED::equals).hasSize(2);
        assertThat(alarms.indexOf(Alarm.REPEATED)).isEqualTo(81);

        good();
        Finding first = world.only();
        assertThat(first.alarm()).isEqualTo(Alarm.STANDING);
        assertThat(first.verdict().health()).isEqualTo(Health.NOT_RUNNING);
        assertThat(first.verdict().detail()).contains("believed after 2 good rounds");
        assertThat(world.only().alarm()).isEqualTo(Alarm.STANDING);
        after(10);
        good();
        assertThat(world.only().alarm()).isEqualTo(Alarm.CLEARED);
        assertThat(world.only().alarm()).isEqualTo(Alarm.NONE);
    }

    @Test
    void whatGoesUpAndDownIsOneAlarm() {
        List<Alarm> news = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            world.begin("web");
            world.fail("web", "file", ErrorClass.CREDENTIALS, "expired", null);
            news.add(world.only().alarm());
            after(10);
            good();
            news.add(world.only().alarm());
            after(1);
        }
        assertThat(news).filteredOn(Alarm.RAISED::equals).hasSize(1);
        assertThat(news).doesNotContain(Alarm.CLEARED);
    }

    @Test
    void anotherTroubleIsAnotherAlarm() {
        world.begin("web");
        world.fail("web", "file", ErrorClass.CREDENTIALS, "expired", null);
        assertThat(world.only().alarm()).isEqualTo(Alarm.RAISED);
        world.lost.add("web/file");
        Finding finding = world.only();
        assertThat(finding.alarm()).isEqualTo(Alarm.RAISED);
        assertThat(finding.verdict().health()).isEqualTo(Health.STATE_LOST);
    }

    @Test
    @DisplayName("health-says-ok: who checks is checked, by the next check and by who collects")
    void aCheckerThatStoppedIsMissed() {
        for (int minute = 0; minute < 5; minute++) {
            world.check();
            after(1);
        }
        assertThat(world.checker.overdue(World.CHECKED_EVERY, world.now)).isEmpty();
        after(4);
        assertThat(world.checker.overdue(World.CHECKED_EVERY, world.now))
                .contains("nobody has checked the health of the collection since 2026-03-02T00:04:00Z, for 5m though it"
                        + " used to be checked every 1m: see what runs 'tidemark health'");
        assertThat(world.check().notes()).singleElement().asString().startsWith("nobody has checked");
        after(1);
        assertThat(world.check().notes()).isEmpty();
    }

    @Test
    void whoLooksNowAndThenIsNotMissed() {
        world.check();
        after(500);
        world.check();
        after(500);

        assertThat(world.checker.overdue(World.CHECKED_EVERY, world.now)).isEmpty();
    }

    @Test
    void aClockThatWasSetBackMakesNothingBetterAndIsTold() {
        after(30);
        assertThat(world.only().verdict().health()).isEqualTo(Health.NOT_RUNNING);
        after(-60);
        Check check = world.check();

        assertThat(check.findings().getFirst().verdict().health()).isEqualTo(Health.NOT_RUNNING);
        assertThat(check.notes())
                .singleElement()
                .asString()
                .contains("the clock says 2026-03-01T23:30:00Z, which is before the last check");
        assertThat(check.after().last()).contains(BEGIN.plus(Duration.ofMinutes(30)));
    }

    @Test
    void whatACheckLeavesComesBackAsItWas() throws Exception {
        world.check();
        after(40);
        world.check();

        assertThat(CheckerRecord.decode(world.checker.encode())).isEqualTo(world.checker);
    }

    @Test
    @DisplayName("new-field-old-state: what a newer version left is refused, and says so")
    void aNewerFormatIsRefused() {
        byte[] newer = Sealed.seal("{\"format_version\":2}".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> CheckerRecord.decode(newer))
                .isInstanceOf(CorruptStateException.class)
                .hasMessageContaining("version 2 of the format");
        assertThatThrownBy(() -> CheckerRecord.decode(new byte[0]))
                .isInstanceOf(CorruptStateException.class)
                .hasMessageContaining("delete it");
    }

    private void good() {
        world.begin("web");
        world.end("web", "file", 5);
    }

    private void after(long minutes) {
        world.now = world.now.plus(Duration.ofMinutes(minutes));
    }
}
