package dev.tidemark.engine.collect;

import dev.tidemark.api.Event;
import dev.tidemark.api.Observer;
import dev.tidemark.api.Problem;
import dev.tidemark.api.Range;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.engine.commit.Ledger;
import dev.tidemark.engine.commit.Records;
import dev.tidemark.engine.state.ErrorClass;
import dev.tidemark.engine.state.Failure;
import dev.tidemark.engine.state.Round;
import dev.tidemark.engine.state.Statistics;
import dev.tidemark.engine.state.StoreUse;
import dev.tidemark.engine.state.StreamRecord;
import dev.tidemark.engine.state.Uncollected;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Tells the records of a source how a run over it goes: at its beginning, now and then while it makes progress, and at
 * its end, however it ends. The committing thread.
 *
 * <p>The beginning is told in the record of the source, a good end in those of its streams.
 */
final class RunRecords {
    private static final Duration BEAT = Duration.ofMinutes(1);
    private static final String SOURCE = "";
    private static final Range NOTHING = new Range(Instant.EPOCH, Instant.EPOCH);

    private final SourceSpec spec;
    private final Records records;
    private final MeteredStore store;
    private final Clock clock;
    private final Map<String, StreamFigures> figures = new HashMap<>();
    private final Instant begun;
    private Function<String, Statistics> before = stream -> Statistics.NONE;
    private Function<String, CollectionState> counted = stream -> CollectionState.EMPTY;
    private ErrorClass blame = ErrorClass.SINK;
    private Instant told;
    private long progress;

    RunRecords(SourceSpec spec, MeteredStore store, Clock clock, Observer observer) {
        this.spec = spec;
        this.store = store;
        this.clock = clock;
        records = new Records(spec.name(), store, warning -> observer.accept(new Event.Warned(spec.name(), warning)));
        begun = clock.instant();
        told = begun;
    }

    /** The run begins: told in the record of the source, which takes over how the last one ended. */
    void begin() {
        List<StreamRecord> streams = records.streams().stream()
                .flatMap(stream -> records.find(stream).stream())
                .toList();
        update(SOURCE, record -> record.begun(begun, streams));
    }

    /** Another pass over the source begins: it meets again what could not be read. */
    void pass(Ledger ledger) {
        before = ledger::statistics;
        counted = ledger::state;
        figures.replaceAll((stream, one) -> one.withoutFailure());
    }

    /** What is going on is done by the sink, or by the source: failures are ascribed to it. */
    void blame(ErrorClass who) {
        blame = who;
    }

    /** What became of an artifact is committed. */
    void add(Outcome outcome) {
        add(outcome.artifact().stream(), StreamFigures.of(outcome));
    }

    private void add(String stream, StreamFigures more) {
        figures.merge(stream, more, StreamFigures::plus);
    }

    /** When streams were last listed to their end. */
    Map<String, Instant> listed() {
        Map<String, Instant> listed = new HashMap<>();
        for (String stream : records.streams()) {
            records.find(stream)
                    .flatMap(record -> record.reached().success())
                    .ifPresent(success -> listed.put(stream, success));
        }
        return listed;
    }

    /** So many artifacts came late, by stream. */
    void late(Map<String, Long> artifacts) {
        artifacts.forEach((stream, more) -> update(stream, record -> record.late(more)));
    }

    /** The run goes on; told now and then, and only if it makes progress: one that hangs is not alive. */
    void alive(long progressed) {
        Instant now = clock.instant();
        if (progressed != progress && !now.isBefore(told.plus(BEAT))) {
            progress = progressed;
            told = now;
            update(SOURCE, record -> record.alive(now));
        }
    }

    /**
     * The run has come to its end.
     *
     * @param streams  that were asked
     * @param shown    those that the source has something of
     * @param range    that they were asked for
     * @param unlisted why a part of the source could not be listed
     * @param failed   why some of the streams could not be, where that is known
     */
    void finish(
            Set<String> streams,
            Set<String> shown,
            Range range,
            Optional<Problem> unlisted,
            Map<String, Failure> failed) {
        Optional<Failure> failure =
                unlisted.map(problem -> new Failure(ErrorClass.SOURCE_DOWN, problem.place() + ": " + problem.reason()));
        boolean whole = failure.isEmpty() && range.equals(Range.ALL);
        Function<String, Optional<Failure>> failures =
                stream -> failure.or(() -> Optional.ofNullable(failed.get(stream)));
        tell(streams.isEmpty() ? Set.of(SOURCE) : streams, failures, range, (stream, record) -> {
            StreamRecord told = record.gaps(gaps(stream));
            if (shown.contains(stream)) {
                return told.shown();
            }
            return whole && !stream.isEmpty() ? told.notShown(begun) : told;
        });
    }

    /** How many spans of time are not collected now, as 'tidemark gaps' tells them. */
    private long gaps(String stream) {
        CollectionState state = counted.apply(stream);
        return new Uncollected(spec.begin(), spec.delay(), Optional.of(begun)).count(state, clock.instant());
    }

    /** The run was broken off. */
    void fail(Throwable reason) {
        Set<String> streams = new TreeSet<>(records.streams());
        streams.addAll(figures.keySet());
        streams.add(SOURCE);
        Failure failure = Failure.of(reason, store.failed(reason) ? ErrorClass.STATE : blame);
        tell(streams, stream -> Optional.of(failure), NOTHING, (stream, record) -> record);
    }

    private void tell(
            Set<String> streams,
            Function<String, Optional<Failure>> failures,
            Range range,
            BiFunction<String, StreamRecord, StreamRecord> more) {
        Instant now = clock.instant();
        StoreUse used = store.use();
        String first = streams.iterator().next();
        for (String stream : streams) {
            StreamFigures read = figures.getOrDefault(stream, StreamFigures.NONE);
            StreamFigures all = failures.apply(stream)
                    .map(StreamFigures::failed)
                    .map(read::plus)
                    .orElse(read);
            long size = store.size(Records.document(spec.name(), stream));
            update(stream, record -> {
                Round round = all.round(begun, now, frontier(record.reached().frontier(), range));
                return more.apply(
                        stream,
                        record.ended(round)
                                .ownedBy(all.account())
                                .used((stream.equals(first) ? used : StoreUse.NONE).sized(size)));
            });
        }
    }

    /** Up to when everything is counted that the source showed, if the range was. */
    private Optional<Instant> frontier(Optional<Instant> before, Range range) {
        boolean follows = !range.from().isAfter(before.orElse(Instant.MIN));
        return follows && !range.isEmpty()
                ? Optional.of(begun.isBefore(range.to()) ? begun : range.to())
                : Optional.empty();
    }

    private void update(String stream, UnaryOperator<StreamRecord> change) {
        records.update(
                stream,
                () -> StreamRecord.of(spec.name(), stream, spec.connector(), begun, before.apply(stream)),
                change);
    }
}
