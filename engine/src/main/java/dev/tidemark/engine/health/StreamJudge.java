package dev.tidemark.engine.health;

import dev.tidemark.engine.commit.SourceRecords;
import dev.tidemark.engine.state.ErrorClass;
import dev.tidemark.engine.state.Reached;
import dev.tidemark.engine.state.Result;
import dev.tidemark.engine.state.StreamRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Judges one stream of a source that is configured: the first of the rules that applies. */
final class StreamJudge {
    /** Rounds in a row after which a lag that grows every time is no chance any more. */
    private static final long GROWING = 5;

    /** The same where it grows by much. */
    private static final long GROWING_FAST = 2;

    private static final int LONGER_THAN_EVER = 4;
    private static final Set<ErrorClass> HOPELESS = Set.of(ErrorClass.CREDENTIALS, ErrorClass.PERMISSION);

    private final Expected expected;
    private final SourceRecords records;
    private final Optional<Watch> watch;
    private final Instant now;

    StreamJudge(Expected expected, SourceRecords records, Optional<Watch> watch, Instant now) {
        this.expected = expected;
        this.records = records;
        this.watch = watch;
        this.now = now;
    }

    Verdict verdict(String stream, Optional<StreamRecord> told) {
        if (!expected.enabled()) {
            return verdict(stream, Health.DISABLED, Optional.empty(), "it is switched off", told, "");
        }
        // A source that has shown no stream yet is all there is to tell of.
        Optional<StreamRecord> record = told.or(() -> records.streams().isEmpty() && !wasRecorded()
                ? records.source().filter(source -> source.attempt().isPresent())
                : Optional.empty());
        return record.map(found -> of(stream, found)).orElseGet(() -> untold(stream));
    }

    private boolean wasRecorded() {
        return watch.filter(Watch::recorded).isPresent() && !Judge.reset(records);
    }

    private Verdict untold(String stream) {
        if (wasRecorded()) {
            return verdict(
                    stream,
                    Health.STATE_LOST,
                    Optional.empty(),
                    "what was told of it is gone",
                    Optional.empty(),
                    "make the state again with 'tidemark state rebuild', or bring it back from a copy or with"
                            + " 'tidemark state import'; if it was removed on purpose, collect again");
        }
        Instant since =
                watch.filter(seen -> !seen.recorded()).map(Watch::firstSeen).orElse(now);
        boolean young = since.plus(expected.grace()).isAfter(now);
        return verdict(
                stream,
                young ? Health.NEW : Health.NEVER_SEEN,
                Optional.of(since),
                "it is configured, and was never collected",
                records.source(),
                young ? "" : "see that 'tidemark collect " + expected.source() + "' is run, and what it says");
    }

    private Verdict of(String stream, StreamRecord record) {
        return Stream.<Supplier<Optional<Verdict>>>of(
                        () -> stateLost(stream, record),
                        () -> notRunning(stream, record),
                        () -> throttled(stream, record),
                        () -> failing(stream, record),
                        () -> fallingBehind(stream, record),
                        () -> atRisk(stream, record),
                        () -> vanished(stream, record),
                        () -> noData(stream, record))
                .flatMap(rule -> rule.get().stream())
                .findFirst()
                .orElseGet(() -> verdict(stream, Health.OK, Optional.empty(), "", Optional.of(record), ""));
    }

    private Optional<Verdict> stateLost(String stream, StreamRecord record) {
        boolean failed = record.trouble().failures() > 0
                && record.trouble().kind().filter(ErrorClass.STATE_LOST::equals).isPresent();
        boolean stored = record.totals().records() > 0 && !record.stream().isEmpty();
        boolean gone = stored && !(records.register() && records.positions().contains(record.stream()));
        if (!failed && !gone) {
            return Optional.empty();
        }
        return Optional.of(verdict(
                stream,
                Health.STATE_LOST,
                failed ? record.trouble().since() : Optional.empty(),
                failed
                        ? "what has been collected cannot be read"
                        : "rows were stored, and what says how far it was collected is gone",
                Optional.of(record),
                "bring the state back as the last error says, with 'tidemark state rebuild', from a copy, or with"
                        + " 'tidemark state import'"));
    }

    private Optional<Verdict> notRunning(String stream, StreamRecord record) {
        Instant heard = heard(record);
        if (!older(heard, expected.notRunning())) {
            return Optional.empty();
        }
        return Optional.of(verdict(
                stream,
                Health.NOT_RUNNING,
                Optional.of(heard),
                "nothing was heard of its collector for " + Spans.text(Duration.between(heard, now)),
                Optional.of(record),
                "start what runs 'tidemark collect " + expected.source() + "' every " + Spans.text(expected.polling())
                        + ": cron, a timer, a service"));
    }

    private Instant heard(StreamRecord record) {
        return records.source()
                .map(StreamRecord::updated)
                .filter(record.updated()::isBefore)
                .orElse(record.updated());
    }

    private Optional<Verdict> throttled(String stream, StreamRecord record) {
        Optional<Instant> until = record.trouble().notBefore().filter(now::isBefore);
        if (record.result() != Result.THROTTLED || until.isEmpty() || older(good(record), expected.behind())) {
            return Optional.empty();
        }
        return Optional.of(verdict(
                stream,
                Health.THROTTLED,
                record.trouble().since(),
                "the source asks not to be asked before " + until.get(),
                Optional.of(record),
                ""));
    }

    private Optional<Verdict> failing(String stream, StreamRecord record) {
        long failures = record.trouble().failures();
        long begun = unended(record);
        boolean hopeless = failures > 0
                && record.trouble().kind().filter(HOPELESS::contains).isPresent();
        boolean often =
                Math.max(failures, begun) >= expected.settings().failures() && older(good(record), expected.failing());
        if (!hopeless && !often) {
            return Optional.empty();
        }
        boolean ended = failures >= begun || hopeless;
        String kind = record.trouble().kind().map(ErrorClass::text).orElse("");
        return Optional.of(verdict(
                stream,
                Health.FAILING,
                ended ? record.trouble().since() : record.reached().success(),
                ended
                        ? "it runs, and failed " + times(failures) + " in a row (" + kind + ")"
                        : "it was begun " + times(begun) + " without coming to an end",
                Optional.of(record),
                ended ? remedy(record) : "see whether it is killed: memory, a time limit, the machine"));
    }

    /** Rounds that began since the last one of which the stream tells the end. */
    private long unended(StreamRecord record) {
        Instant last = record.attempt().orElse(Instant.MIN);
        return records.source()
                .filter(source -> source.attempt().filter(last::isBefore).isPresent())
                .map(StreamRecord::begun)
                .orElse(0L);
    }

    private static String remedy(StreamRecord record) {
        return switch (record.trouble().kind().orElse(ErrorClass.BUG)) {
            case CREDENTIALS -> "renew the credentials of the source";
            case PERMISSION -> "let the collector read what the last error names";
            case THROTTLED -> "collect less often, or ask for a larger quota";
            case SOURCE_DOWN -> "see whether the source is there and can be reached from here";
            case DECODE -> "see 'tidemark quarantine list'";
            case SINK -> "see whether the lake can be written to: space, permission";
            case STATE -> "see whether the store of the state is there and can be reached from here";
            case STATE_LOST -> "bring the state back as the last error says";
            case INTERRUPTED -> "see what ends the collector: a time limit, a restart";
            case BUG -> "run 'tidemark collect' with --debug, and report what it says";
        };
    }

    private Optional<Verdict> fallingBehind(String stream, StreamRecord record) {
        Duration lag = lag(record);
        boolean running = record.result() == Result.RUNNING || beganAfter(record);
        // A round that goes on may be catching up; what it has to show is seen at its end.
        boolean patience = running && !older(begun(record), expected.behind());
        boolean far = lag.compareTo(expected.behind()) > 0
                && !patience
                && !record.reached().shrinks();
        boolean grows = record.reached().grew() >= GROWING
                        && record.reached().lag().compareTo(expected.polling().multipliedBy(2)) > 0
                || record.trouble().failures() == 0 && growsFast(record.reached());
        if (!far && !grows) {
            return Optional.empty();
        }
        return Optional.of(verdict(
                stream,
                Health.FALLING_BEHIND,
                record.reached().frontier(),
                "it is " + Spans.text(lag) + " behind the source" + (grows ? ", and more after every round" : ""),
                Optional.of(record),
                "give it more workers, a faster machine or less to collect"));
    }

    /** Whether two rounds in a row lost half of the time between them, or more; a failed one has a cause of its own. */
    private boolean growsFast(Reached reached) {
        Duration lost = reached.lag().minus(reached.before());
        return reached.grew() >= GROWING_FAST
                && reached.lag().compareTo(expected.polling()) > 0
                && lost.compareTo(expected.polling().dividedBy(2)) >= 0;
    }

    /** Whether a round began after the last one that is told of the stream. */
    private boolean beganAfter(StreamRecord record) {
        return begun(record).isAfter(record.updated());
    }

    private Instant begun(StreamRecord record) {
        Instant own = record.attempt().orElse(record.created());
        return records.source()
                .flatMap(StreamRecord::attempt)
                .filter(own::isBefore)
                .orElse(own);
    }

    private Duration lag(StreamRecord record) {
        Instant frontier = record.reached().frontier().orElse(record.created());
        return Duration.between(frontier, now);
    }

    private Optional<Verdict> atRisk(String stream, StreamRecord record) {
        Duration lag = lag(record);
        return expected.settings()
                .retention()
                .filter(kept -> lag.multipliedBy(2).compareTo(kept) > 0)
                .map(kept -> verdict(
                        stream,
                        Health.AT_RISK,
                        record.reached().frontier(),
                        "it is " + Spans.text(lag) + " behind a source that keeps " + Spans.text(kept),
                        Optional.of(record),
                        "see that it catches up before the source forgets"));
    }

    private Optional<Verdict> vanished(String stream, StreamRecord record) {
        return record.missing()
                .filter(since -> older(since, expected.outOfSight()))
                .map(since -> verdict(
                        stream,
                        Health.VANISHED,
                        Optional.of(since),
                        "the source does not show it any more",
                        Optional.of(record),
                        "if that is meant, nothing; else see where it went"));
    }

    private Optional<Verdict> noData(String stream, StreamRecord record) {
        Instant last = record.reached().data().orElse(record.created());
        Optional<Duration> learned = record.quiet().longest(now).map(this::tooQuiet);
        Optional<Duration> limit = expected.settings()
                .noData()
                .map(set -> learned.filter(span -> span.compareTo(set) > 0).orElse(set))
                .or(() -> learned);
        // What was not asked cannot answer: silence lasts until the last good round.
        Duration silence = Duration.between(last, good(record));
        if (limit.isEmpty() || silence.compareTo(limit.get()) <= 0 || isSucceeded(stream, last, limit.get())) {
            return Optional.empty();
        }
        return Optional.of(verdict(
                stream,
                Health.NO_DATA,
                Optional.of(last),
                "it runs, and nothing came for " + Spans.text(silence) + ", more than " + Spans.text(limit.get()),
                Optional.of(record),
                "see whether the source still writes, and to where"));
    }

    /** Whether another stream began about when this one ended, and has had data since: the next index of a rollover. */
    private boolean isSucceeded(String stream, Instant last, Duration limit) {
        Instant earliest = last.minus(expected.polling().multipliedBy(2));
        Instant latest = last.plus(limit);
        return records.streams().values().stream()
                .filter(other -> !other.stream().equals(stream))
                .filter(other ->
                        other.created().isAfter(earliest) && other.created().isBefore(latest))
                .anyMatch(other -> other.reached().data().filter(last::isBefore).isPresent());
    }

    /**
     * Which silence is too long where that was the longest at this hour of the week: a second round without anything
     * if there was none before, else one that is longer than ever by far.
     */
    private Duration tooQuiet(Duration longest) {
        Duration round = expected.polling();
        if (longest.multipliedBy(2).compareTo(round.multipliedBy(3)) < 0) {
            return round.multipliedBy(7).dividedBy(4);
        }
        Duration far = longest.multipliedBy(LONGER_THAN_EVER);
        return far.compareTo(expected.leastSilence()) > 0 ? far : expected.leastSilence();
    }

    private static Instant good(StreamRecord record) {
        return record.reached().success().orElse(record.created());
    }

    private boolean older(Instant time, Duration span) {
        return Duration.between(time, now).compareTo(span) > 0;
    }

    private static String times(long count) {
        return count == 1 ? "once" : count + " times";
    }

    private Verdict verdict(
            String stream,
            Health health,
            Optional<Instant> since,
            String detail,
            Optional<StreamRecord> record,
            String remedy) {
        return new Verdict(
                expected.source(),
                stream,
                health,
                since,
                detail,
                record.flatMap(told -> told.statistics().lastError()),
                remedy);
    }
}
