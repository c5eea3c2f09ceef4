package dev.tidemark.engine.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.engine.state.ErrorClass;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each rule by itself: a source {@code web} of one stream {@code file}, collected every ten minutes. */
class JudgeTest {
    private static final Instant BEGIN = Instant.parse("2026-03-02T00:00:00Z");
    private static final Duration POLL = Duration.ofMinutes(10);

    private final World world = new World(BEGIN);

    @BeforeEach
    void expectIt() {
        expect(HealthSettings.DEFAULTS);
    }

    @Test
    void whatIsCollectedIsWell() {
        poll(3);
        after(9);

        Verdict verdict = world.only().verdict();
        assertThat(verdict)
                .isEqualTo(new Verdict("web", "file", Health.OK, Optional.empty(), "", Optional.empty(), ""));
    }

    @Test
    void whatIsSwitchedOffIsNotJudged() {
        world.expected.set(0, new Expected("web", "file", false, POLL, Duration.ofHours(1), HealthSettings.DEFAULTS));

        assertThat(world.only().verdict().health()).isEqualTo(Health.DISABLED);
        assertThat(world.check().alarms()).isFalse();
    }

    @Test
    void whatIsDeclaredAndNeverCollectedIsNeverSeenAfterThreePolls() {
        assertThat(world.only().verdict().health()).isEqualTo(Health.NEW);
        after(30);
        Verdict verdict = world.only().verdict();

        assertThat(verdict.health()).isEqualTo(Health.NEVER_SEEN);
        assertThat(verdict.since()).contains(BEGIN);
        assertThat(verdict.remedy()).contains("tidemark collect web");
    }

    @Test
    void aDeclaredStreamThatNeverCameIsNeverSeen() {
        expect(withStreams("file", "other"));
        world.check();
        poll(4);

        assertThat(health("other")).isEqualTo(Health.NEVER_SEEN);
        assertThat(health("file")).isEqualTo(Health.OK);
    }

    @Test
    void aSourceThatNeverWorkedSaysWhy() {
        for (int i = 0; i < 4; i++) {
            world.begin("web");
            world.fail("web", "", ErrorClass.SOURCE_DOWN, "no route to host", null);
            after(10);
        }
        Verdict verdict = world.only().verdict();

        assertThat(verdict.health()).isEqualTo(Health.FAILING);
        assertThat(verdict.stream()).isEqualTo("file");
        assertThat(verdict.error()).contains("no route to host");
    }

    @Test
    @DisplayName("health-says-ok: a stream whose position is gone is lost, at once")
    void aPositionThatIsGoneIsLost() {
        poll(2);
        world.lost.add("web/file");
        assertThat(world.only().verdict().health()).isEqualTo(Health.STATE_LOST);

        world.lost.clear();
        world.lost.add("web");
        assertThat(world.only().verdict().health()).isEqualTo(Health.STATE_LOST);
    }

    @Test
    @DisplayName("health-says-ok: a stream of which even the record is gone is lost")
    void aRecordThatIsGoneIsLost() {
        poll(2);
        world.check();
        world.forget("web", "file");

        assertThat(health("file")).isEqualTo(Health.STATE_LOST);
        assertThat(health("file")).isEqualTo(Health.STATE_LOST);
    }

    @Test
    void aStateThatWasResetIsNotLost() {
        poll(2);
        world.check();
        world.forget("web", "file");
        world.forget("web", "");
        world.change("web", "", record -> record);

        assertThat(world.only().verdict().health()).isEqualTo(Health.NEW);
        poll(2);
        assertThat(world.only().verdict().health()).isEqualTo(Health.OK);
    }

    @Test
    void aStateThatCannotBeReadIsLostAtOnce() {
        poll(1);
        fail(ErrorClass.STATE_LOST, "claims.json is damaged");

        assertThat(world.only().verdict().health()).isEqualTo(Health.STATE_LOST);
        assertThat(world.only().verdict().error()).contains("claims.json is damaged");
    }

    @Test
    void aCollectorThatIsSilentForTwoPollsIsNotRunning() {
        poll(1);
        after(20);
        assertThat(world.only().verdict().health()).isEqualTo(Health.OK);
        after(1);
        Verdict verdict = world.only().verdict();

        assertThat(verdict.health()).isEqualTo(Health.NOT_RUNNING);
        assertThat(verdict.since()).contains(BEGIN);
        assertThat(verdict.detail()).isEqualTo("nothing was heard of its collector for 21m");
        assertThat(verdict.remedy()).contains("every 10m");
    }

    @Test
    void aRoundThatGoesOnIsAliveWhileItMakesProgress() {
        poll(1);
        world.begin("web");
        for (int minute = 0; minute < 55; minute += 5) {
            after(5);
            world.change("web", "", record -> record.alive(world.now));
            assertThat(world.only().verdict().health()).isEqualTo(Health.OK);
        }
        after(25);
        assertThat(world.only().verdict().health()).isEqualTo(Health.NOT_RUNNING);
    }

    @Test
    @DisplayName("error status is visible after the third failure, not the fifth")
    void threeFailuresInARowAreTooMany() {
        poll(1);
        for (int failures = 1; failures <= 3; failures++) {
            after(10);
            fail(ErrorClass.SOURCE_DOWN, "connection reset");
            assertThat(world.only().verdict().health()).isEqualTo(failures < 3 ? Health.OK : Health.FAILING);
        }
        Verdict verdict = world.only().verdict();
        assertThat(verdict.detail()).isEqualTo("it runs, and failed 3 times in a row (source_down)");
        assertThat(verdict.error()).contains("connection reset");
        assertThat(verdict.since()).contains(BEGIN.plus(POLL));
    }

    @Test
    void credentialsAndPermissionsDoNotMendThemselves() {
        for (ErrorClass kind : List.of(ErrorClass.CREDENTIALS, ErrorClass.PERMISSION)) {
            poll(1);
            fail(kind, "no");
            assertThat(world.only().verdict().health()).isEqualTo(Health.FAILING);
        }
        assertThat(world.only().verdict().remedy()).contains("let the collector read");
    }

    @Test
    void roundsThatNeverEndAreFailures() {
        poll(1);
        for (int i = 0; i < 3; i++) {
            after(10);
            world.begin("web");
        }
        Verdict verdict = world.only().verdict();
        assertThat(verdict.health()).isEqualTo(Health.FAILING);
        assertThat(verdict.detail()).isEqualTo("it was begun 3 times without coming to an end");
    }

    @Test
    void aSourceThatAsksForPatienceGetsIt() {
        poll(1);
        Instant patience = BEGIN.plus(Duration.ofMinutes(200));
        for (int i = 0; i < 10; i++) {
            after(10);
            world.begin("web");
            world.fail("web", "file", ErrorClass.THROTTLED, "429", patience);
            assertThat(world.only().verdict().health()).isEqualTo(Health.THROTTLED);
            assertThat(world.only().alarms()).isFalse();
        }
        after(1);
        assertThat(world.only().verdict().health()).isEqualTo(Health.FAILING);
    }

    @Test
    void aLagThatGrowsAndGrowsIsFallingBehind() {
        assertFallingBehind(6, 6, "it is 24m behind the source, and more after every round");
    }

    @Test
    void aLagThatGrowsByHalfOfEachRoundIsFallingBehindAfterTheSecond() {
        assertFallingBehind(2, 2, "it is 16m behind the source, and more after every round");
    }

    /** In rounds every ten minutes of which each comes as far as so many minutes. */
    private void assertFallingBehind(int minutes, int rounds, String detail) {
        poll(1);
        Instant frontier = BEGIN;
        for (int round = 1; round <= rounds; round++) {
            after(10);
            world.begin("web");
            frontier = frontier.plus(Duration.ofMinutes(minutes));
            world.endBehind("web", "file", 9, frontier);
            assertThat(world.only().verdict().health())
                    .as("round " + round)
                    .isEqualTo(round < rounds ? Health.OK : Health.FALLING_BEHIND);
        }
        assertThat(world.only().verdict().detail()).isEqualTo(detail);
    }

    @Test
    void whatIsFarBehindIsFallingBehindUnlessItCatchesUp() {
        poll(1);
        after(10);
        Instant far = BEGIN.minus(Duration.ofHours(9));
        world.change("web", "slow", record -> record);
        world.begin("web");
        world.endBehind("web", "slow", 9, far);
        poll(1);
        assertThat(health("slow")).isEqualTo(Health.FALLING_BEHIND);

        world.begin("web");
        world.endBehind("web", "slow", 9, far.plus(Duration.ofHours(2)));
        assertThat(check("slow").verdict().detail()).contains("seems to be good again");
        after(10);
        world.begin("web");
        world.endBehind("web", "slow", 9, far.plus(Duration.ofHours(4)));
        assertThat(health("slow")).isEqualTo(Health.OK);
    }

    @Test
    void whatTheSourceWillForgetIsAtRisk() {
        expect(new HealthSettings(
                Optional.empty(),
                3,
                Optional.empty(),
                Optional.of(Duration.ofDays(9)),
                Optional.empty(),
                Optional.of(Duration.ofDays(1)),
                List.of()));
        for (int hours : new int[] {11, 13}) {
            for (int i = 0; i < 6; i++) {
                world.begin("web");
                world.endBehind("web", "file", 1, world.now.minus(Duration.ofHours(hours)));
                after(10);
            }
            assertThat(world.only().verdict().health()).isEqualTo(hours < 12 ? Health.OK : Health.AT_RISK);
            world.now = world.now.plus(Duration.ofHours(3));
        }
    }

    @Test
    void silenceMeansNothingUntilItIsKnownHowLongItLasts() {
        poll(1);
        for (int i = 0; i < 300; i++) {
            empty();
        }
        assertThat(world.only().verdict().health()).isEqualTo(Health.OK);
    }

    @Test
    void whatTheSourceDoesNotShowAnyMoreVanishedAndThatIsToldOnce() {
        poll(1);
        world.change("web", "gone", record -> record);
        world.begin("web");
        world.end("web", "gone", 1);
        world.change("web", "gone", record -> record.notShown(world.now));
        for (int i = 0; i < 6; i++) {
            poll(1);
            world.end("web", "gone", 0);
            assertThat(health("gone")).isEqualTo(Health.OK);
            after(10);
        }
        after(1);
        assertThat(check("gone").alarms()).isTrue();
        assertThat(check("gone").alarms()).isFalse();
        assertThat(health("gone")).isEqualTo(Health.VANISHED);
    }

    @Test
    void whatNobodyConfiguredIsUnexpectedAndThatIsToldOnce() {
        poll(1);
        world.begin("stray");
        world.end("stray", "file", 1);
        Check check = world.check();
        assertThat(check.findings()).hasSize(2);
        assertThat(check.alarms()).isTrue();
        assertThat(world.check().alarms()).isFalse();

        expect(withStreams("other"));
        assertThat(health("file")).isEqualTo(Health.UNEXPECTED);
    }

    @Test
    void oneDeadStreamOfFourIsNotHiddenByTheOthers() {
        for (int i = 0; i < 5; i++) {
            world.begin("web");
            for (String stream : List.of("a", "b", "c")) {
                world.end("web", stream, 5);
            }
            world.fail("web", "d", ErrorClass.DECODE, "d is torn", null);
            after(10);
        }
        assertThat(world.check().findings())
                .extracting(finding -> finding.verdict().stream() + " "
                        + finding.verdict().health().text())
                .containsExactly("a ok", "b ok", "c ok", "d failing");
    }

    private void expect(HealthSettings settings) {
        world.expected.clear();
        world.expected.add(new Expected("web", "file", true, POLL, Duration.ofHours(1), settings));
    }

    private static HealthSettings withStreams(String... streams) {
        return new HealthSettings(
                Optional.empty(),
                3,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(streams));
    }

    private void poll(int rounds) {
        for (int i = 0; i < rounds; i++) {
            if (i > 0) {
                after(10);
            }
            world.begin("web");
            world.end("web", "file", 5);
        }
    }

    private void empty() {
        after(10);
        world.begin("web");
        world.end("web", "file", 0);
    }

    private void fail(ErrorClass kind, String message) {
        world.begin("web");
        world.fail("web", "file", kind, message, null);
    }

    private void after(long minutes) {
        world.now = world.now.plus(Duration.ofMinutes(minutes));
    }

    private Health health(String stream) {
        return check(stream).verdict().health();
    }

    private Finding check(String stream) {
        return world.check().findings().stream()
                .filter(finding -> finding.verdict().stream().equals(stream)
                        && finding.verdict().source().equals("web"))
                .findFirst()
                .orElseThrow();
    }
}
