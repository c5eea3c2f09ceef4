package dev.tidemark.engine.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.engine.health.Finding.Alarm;
import dev.tidemark.engine.state.ErrorClass;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Thirty days of twelve streams, collected every quarter of an hour and checked every minute on a simulated clock: with
 * busy, sparse and office-hours streams, and one fault after the other.
 */
class TimelineTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");
    private static final Duration POLL = Duration.ofMinutes(15);
    private static final Duration TOOK = Duration.ofSeconds(20);
    private static final long SEED = 20260302;

    /** How a stream delivers. */
    private enum Kind {
        BUSY,
        SPARSE,
        OFFICE_HOURS
    }

    /** What goes wrong with a collector or its source. */
    private enum Trouble {
        CREDENTIALS,
        STOPPED,
        NO_RECORDS,
        SLOW,
        SOURCE_DOWN,
        HANGS,
        KILLED,
        STATE_DELETED,
        THROTTLED
    }

    /**
     * A fault.
     *
     * @param of     its stream, all if it is empty
     * @param health as which it must be named
     * @param cause  what must be said
     * @param within how long after its beginning at the latest
     */
    private record Fault(
            String of, Trouble trouble, Instant from, Instant to, Health health, String cause, Duration within) {
        boolean strikes(String stream, Instant now) {
            return (of.isEmpty() || of.equals(stream)) && !now.isBefore(from) && now.isBefore(to);
        }

        /** Until when it may be told: two good rounds, and the check after them. */
        Instant over() {
            return to.plus(POLL.multipliedBy(3)).plus(Duration.ofMinutes(2));
        }
    }

    private final World world = new World(MONDAY);
    private final Random random = new Random(SEED);
    private final Map<String, Kind> streams = new TreeMap<>();
    private final List<Fault> faults = new ArrayList<>();
    /** What is no reason for an alarm. */
    private final List<Fault> calm = new ArrayList<>();

    private final Map<Fault, List<Alarm>> alarms = new TreeMap<>(Comparator.comparing(Fault::from));
    private final Map<Fault, Duration> named = new TreeMap<>(Comparator.comparing(Fault::from));
    private final Map<String, Instant> frontiers = new TreeMap<>();

    @Test
    @DisplayName("health-says-ok: thirty days of twelve streams, each fault is named in time, and nothing else is")
    void everyFaultIsNamedInTimeAndNothingElse() {
        expectTwelveStreams();
        planFaults();
        calm.add(
                new Fault("s07", Trouble.THROTTLED, day(27, 5, 0), day(27, 7, 0), Health.THROTTLED, "", Duration.ZERO));
        int[] missed = {0};
        for (int minute = 0; minute < 30 * 24 * 60; minute++) {
            world.now = MONDAY.plus(Duration.ofMinutes(minute));
            collect(minute);
            if (!world.now.isBefore(day(22, 10, 0)) && world.now.isBefore(day(22, 13, 0))) {
                missed[0] += missedBySomebodyWhoCollects() ? 1 : 0;
                continue;
            }
            judge();
        }
        assertThat(missed[0]).as("minutes in which the checker was missed").isEqualTo(180 - 3);
        for (Fault fault : faults) {
            assertThat(named.get(fault)).as("%s was named", fault).isNotNull().isLessThanOrEqualTo(fault.within());
            assertThat(alarms.get(fault)).as("alarms of %s", fault).containsOnlyOnce(Alarm.RAISED);
            assertThat(alarms.get(fault)).as("alarms of %s", fault).containsOnlyOnce(Alarm.CLEARED);
            long hours = Duration.between(fault.from(), fault.to()).toHours();
            assertThat(alarms.get(fault)).filteredOn(Alarm.REPEATED::equals).hasSizeLessThanOrEqualTo((int) hours + 1);
        }
    }

    private void expectTwelveStreams() {
        for (int i = 1; i <= 12; i++) {
            streams.put("s%02d".formatted(i), Kind.values()[i % 3]);
        }
        streams.forEach((name, kind) -> world.expected.add(
                new Expected(name, "file", true, POLL, Duration.ofHours(1), HealthSettings.DEFAULTS)));
    }

    /** Within two polling intervals of its beginning, with the round that ends them and the check after it. */
    private void planFaults() {
        Duration two = POLL.multipliedBy(2).plus(TOOK);
        fault("s03", Trouble.CREDENTIALS, day(16, 10, 0), 8, Health.FAILING, "(credentials)", two);
        fault("", Trouble.STOPPED, day(18, 2, 0), 4, Health.NOT_RUNNING, "nothing was heard", two.plusMinutes(1));
        // Busy at this hour: never a round without anything, so two of them are too many.
        fault("s06", Trouble.NO_RECORDS, day(19, 10, 0), 8, Health.NO_DATA, "nothing came", two.plusMinutes(1));
        // Ten minutes more behind after every round.
        fault("s09", Trouble.SLOW, day(21, 0, 0), 9, Health.FALLING_BEHIND, "behind the source", two.plusMinutes(1));
        fault("s01", Trouble.SOURCE_DOWN, day(23, 0, 0), 3, Health.FAILING, "3 times in a row", POLL.multipliedBy(3));
        fault("s02", Trouble.HANGS, day(24, 5, 0), 2, Health.NOT_RUNNING, "nothing was heard", two.plusMinutes(2));
        fault(
                "s04",
                Trouble.KILLED,
                day(25, 5, 0),
                3,
                Health.FAILING,
                "without coming to an end",
                POLL.multipliedBy(4));
        fault("s05", Trouble.STATE_DELETED, day(26, 5, 0), 1, Health.STATE_LOST, "is gone", Duration.ofMinutes(6));
    }

    private void fault(
            String of, Trouble trouble, Instant from, int hours, Health health, String cause, Duration within) {
        faults.add(new Fault(of, trouble, from, from.plus(Duration.ofHours(hours)), health, cause, within));
        alarms.put(faults.getLast(), new ArrayList<>());
    }

    private boolean missedBySomebodyWhoCollects() {
        return world.checker.overdue(World.CHECKED_EVERY, world.now).isPresent();
    }

    private void judge() {
        Check check = world.check();
        if (!world.now.equals(day(22, 13, 0))) {
            assertThat(check.notes()).as("at %s", world.now).isEmpty();
        } else {
            assertThat(check.notes()).singleElement().asString().startsWith("nobody has checked");
        }
        for (Finding finding : check.findings()) {
            judge(finding);
        }
    }

    private void judge(Finding finding) {
        Verdict verdict = finding.verdict();
        Optional<Fault> fault = faults.stream()
                .filter(each -> each.of().isEmpty() || each.of().equals(verdict.source()))
                .filter(each -> !world.now.isBefore(each.from()) && !world.now.isAfter(each.over()))
                .findFirst();
        if (fault.isEmpty()) {
            assertThat(finding.alarms())
                    .as("false alarm at %s: %s", world.now, finding)
                    .isFalse();
            return;
        }
        if (finding.alarms() && !named.containsKey(fault.get())) {
            named.put(fault.get(), Duration.between(fault.get().from(), world.now));
            assertThat(verdict.detail())
                    .as("at %s", world.now)
                    .contains(fault.get().cause());
        }
        if (finding.alarms()) {
            assertThat(verdict.health())
                    .as("at %s: %s", world.now, finding)
                    .isEqualTo(fault.get().health());
        }
        if (!fault.get().of().isEmpty() || verdict.source().equals("s01")) {
            alarms.get(fault.get()).add(finding.alarm());
        }
    }

    /** Each stream has its own minute of the quarter of an hour. */
    private void collect(int minute) {
        int of = 0;
        for (String stream : streams.keySet()) {
            if (minute % 15 == of % 15) {
                collect(stream);
            }
            of++;
        }
    }

    private void collect(String stream) {
        Optional<Trouble> trouble = Stream.concat(faults.stream(), calm.stream())
                .filter(fault -> fault.strikes(stream, world.now))
                .map(Fault::trouble)
                .findFirst();
        Instant now = world.now;
        if (trouble.filter(Trouble.STOPPED::equals).isPresent()) {
            return;
        }
        if (trouble.filter(Trouble.HANGS::equals).isPresent()) {
            boolean first = now.isBefore(faultOf(stream).from().plus(POLL));
            if (first) {
                world.begin(stream);
            }
            return;
        }
        world.lost.remove(stream + "/file");
        world.begin(stream);
        world.now = now.plus(TOOK);
        end(stream, trouble);
        world.now = now;
    }

    private void end(String stream, Optional<Trouble> trouble) {
        if (trouble.isEmpty()) {
            frontiers.put(stream, world.now);
            world.end(stream, "file", rows(stream));
            return;
        }
        switch (trouble.get()) {
            case CREDENTIALS -> world.fail(stream, "file", ErrorClass.CREDENTIALS, "token expired", null);
            case SOURCE_DOWN -> world.fail(stream, "file", ErrorClass.SOURCE_DOWN, "connection refused", null);
            case THROTTLED ->
                world.fail(stream, "file", ErrorClass.THROTTLED, "429", world.now.plus(Duration.ofMinutes(20)));
            case NO_RECORDS -> {
                world.end(stream, "file", 0);
            }
            case SLOW -> {
                frontiers.merge(stream, Instant.MIN, (frontier, none) -> frontier.plus(Duration.ofMinutes(5)));
                world.endBehind(stream, "file", 9, frontiers.get(stream));
            }
            case STATE_DELETED -> {
                world.end(stream, "file", rows(stream));
                world.lost.add(stream + "/file");
            }
            case KILLED, HANGS, STOPPED -> {}
        }
    }

    private Fault faultOf(String stream) {
        return faults.stream()
                .filter(fault -> fault.strikes(stream, world.now))
                .findFirst()
                .orElseThrow();
    }

    private long rows(String stream) {
        return switch (streams.get(stream)) {
            case BUSY -> 50 + random.nextInt(50);
            case SPARSE -> random.nextInt(3) == 0 ? 1 : 0;
            case OFFICE_HOURS -> office() ? 1 + random.nextInt(9) : 0;
        };
    }

    private boolean office() {
        ZonedDateTime time = world.now.atZone(ZoneOffset.UTC);
        boolean weekend = time.getDayOfWeek() == DayOfWeek.SATURDAY || time.getDayOfWeek() == DayOfWeek.SUNDAY;
        return !weekend && time.getHour() >= 8 && time.getHour() < 18;
    }

    private static Instant day(int day, int hour, int minute) {
        return MONDAY.plus(Duration.ofDays(day)).plus(Duration.ofHours(hour)).plus(Duration.ofMinutes(minute));
    }
}
