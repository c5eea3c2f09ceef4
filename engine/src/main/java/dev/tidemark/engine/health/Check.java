package dev.tidemark.engine.health;

import dev.tidemark.engine.commit.SourceRecords;
import dev.tidemark.engine.state.StreamRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The result of one check.
 *
 * @param findings one for every stream
 * @param notes    on the check itself: that it is late, that its clock is wrong, that a record cannot be read
 * @param after    for the next check
 */
public record Check(List<Finding> findings, List<String> notes, CheckerRecord after) {
    private static final Duration REPEAT = Duration.ofHours(1);
    private static final Duration SKEW = Duration.ofMinutes(1);
    /** Rounds that must be good before an alarm is taken back. */
    private static final long GOOD_ROUNDS = 2;

    public Check {
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    /** Whether somebody should look. */
    public boolean alarms() {
        return findings.stream().anyMatch(Finding::alarms);
    }

    /**
     * Judges everything that is expected, and everything that there is.
     *
     * @param saved    what is told of each source, expected or not, by its name
     * @param before   what the last check left
     * @param interval how often it is checked
     * @param clock    the time; a check never takes it for earlier than that of the one before
     */
    public static Check of(
            List<Expected> expected,
            Map<String, SourceRecords> saved,
            CheckerRecord before,
            Duration interval,
            Instant clock) {
        Instant now = before.last().filter(clock::isBefore).orElse(clock);
        List<String> notes = new ArrayList<>();
        before.overdue(interval, now).ifPresent(notes::add);
        if (clock.plus(SKEW).isBefore(now)) {
            notes.add("the clock says " + clock + ", which is before the last check at " + now
                    + ": set it right; until then nothing gets better");
        }
        saved.values().forEach(records -> notes.addAll(records.unreadable()));
        List<Finding> findings = new ArrayList<>();
        Map<String, Map<String, Watch>> watches = new TreeMap<>();
        for (Verdict verdict : new Judge(saved, before, now).verdicts(expected)) {
            SourceRecords records = saved.getOrDefault(verdict.source(), SourceRecords.NONE);
            Optional<Watch> last = before.watch(verdict.source(), verdict.stream());
            Watch watch = watch(verdict, last, records, now);
            findings.add(finding(verdict, last, watch));
            watches.computeIfAbsent(verdict.source(), source -> new TreeMap<>()).put(verdict.stream(), watch);
        }
        long regular = before.inTime(interval, now) ? before.regular() + 1 : 0;
        return new Check(findings, notes, new CheckerRecord(Optional.of(now), regular, watches));
    }

    private static Watch watch(Verdict verdict, Optional<Watch> before, SourceRecords records, Instant now) {
        Optional<StreamRecord> record = Optional.ofNullable(records.streams().get(verdict.stream()));
        long polls = record.or(records::source)
                .map(told -> told.statistics().polls())
                .orElse(0L);
        boolean recorded = record.isPresent()
                || verdict.health() == Health.STATE_LOST
                        && before.filter(Watch::recorded).isPresent();
        // What was reset is expected anew.
        Instant firstSeen = before.filter(watch -> recorded || !watch.recorded())
                .map(Watch::firstSeen)
                .orElse(now);
        if (before.isPresent() && holds(verdict.health(), before.get(), polls)) {
            Watch bad = before.get();
            return new Watch(bad.health(), bad.since(), told(bad, now), bad.polls(), firstSeen, recorded);
        }
        Optional<Watch> same = before.filter(watch -> watch.health() == verdict.health());
        Instant since = same.map(Watch::since).orElse(verdict.since().orElse(now));
        return new Watch(
                verdict.health(), since, same.map(watch -> told(watch, now)).orElse(now), polls, firstSeen, recorded);
    }

    /** When something is told last that is as before. */
    private static Instant told(Watch watch, Instant now) {
        boolean repeats = watch.health().isBad() && !watch.health().isToldOnce();
        return repeats && !watch.told().plus(REPEAT).isAfter(now) ? now : watch.told();
    }

    /** Whether what was bad is not yet good for long enough. */
    private static boolean holds(Health found, Watch before, long polls) {
        boolean over = found == Health.OK || found == Health.THROTTLED;
        return over
                && before.health().isSlowToLeave()
                && polls >= before.polls()
                && polls - before.polls() < GOOD_ROUNDS;
    }

    private static Finding finding(Verdict verdict, Optional<Watch> before, Watch after) {
        return new Finding(told(verdict, after), after.since(), alarm(before, after));
    }

    private static Finding.Alarm alarm(Optional<Watch> before, Watch after) {
        Health last = before.map(Watch::health).orElse(Health.OK);
        if (!after.health().isBad()) {
            return last.isBad() ? Finding.Alarm.CLEARED : Finding.Alarm.NONE;
        }
        if (before.isEmpty() || last != after.health()) {
            return Finding.Alarm.RAISED;
        }
        return after.told().equals(before.get().told()) ? Finding.Alarm.STANDING : Finding.Alarm.REPEATED;
    }

    private static Verdict told(Verdict verdict, Watch after) {
        if (after.health() == verdict.health()) {
            return verdict;
        }
        return new Verdict(
                verdict.source(),
                verdict.stream(),
                after.health(),
                Optional.of(after.since()),
                "it seems to be good again, which is believed after " + GOOD_ROUNDS + " good rounds",
                verdict.error(),
                "");
    }
}
