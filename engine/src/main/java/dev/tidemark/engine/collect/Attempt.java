package dev.tidemark.engine.collect;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Blobs;
import dev.tidemark.api.Event;
import dev.tidemark.api.Observer;
import dev.tidemark.api.Problem;
import dev.tidemark.api.Range;
import dev.tidemark.api.Sink;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Granularity;
import dev.tidemark.api.state.Increment;
import dev.tidemark.api.state.Region;
import dev.tidemark.engine.commit.Ledger;
import dev.tidemark.engine.commit.Prepared;
import dev.tidemark.engine.commit.Replacement;
import dev.tidemark.engine.quarantine.Quarantine;
import dev.tidemark.engine.state.ErrorClass;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a source, from the state as it was loaded: one thread discovers, workers convert, the calling thread
 * commits. Ends early if another collector claims first.
 */
final class Attempt {
    private final SourceSpec spec;
    private final RunOptions options;
    private final Range asked;
    private final Ledger ledger;
    private final Clock clock;
    private final Observer observer;
    private final Tally tally;
    private final Map<String, CollectionState> states = new HashMap<>();
    private final Conversions conversions;
    private final Discovery discovery;
    private final Aside aside;
    private final @Nullable Overwrite overwrite;
    private final RunRecords records;
    private volatile @Nullable Throwable unlisted;
    private List<Converted> batch = new ArrayList<>();
    /** What is to be claimed next, chunks that change nothing included: the ledger takes no holes. */
    private List<Prepared> prepared = new ArrayList<>();

    Attempt(
            SourceSpec spec,
            RunOptions options,
            Ledger ledger,
            Sink sink,
            Blobs blobs,
            Clock clock,
            Observer observer,
            Tally tally,
            RunRecords records)
            throws IOException {
        this.spec = spec;
        this.options = options;
        this.ledger = ledger;
        this.clock = clock;
        this.observer = observer;
        this.tally = tally;
        this.records = records;
        Instant now = clock.instant();
        ledger.describe(Map.of(
                "connector_type",
                spec.connector(),
                "source",
                spec.name(),
                "table",
                spec.table().name()));
        for (String stream : ledger.streams()) {
            states.put(stream, ledger.state(stream));
        }
        asked = overwrites() ? Bounds.whole(options.range(), granularities(states.values())) : options.range();
        overwrite = overwrites() ? new Overwrite(spec, ledger, asked) : null;
        if (overwrites()) {
            states.replaceAll((stream, state) -> state.cut(asked));
        }
        aside = new Aside(spec, blobs, this::state, ledger.quarantine());
        Bounds bounds = new Bounds(asked, spec.begin(), options.mode(), now.minus(spec.delay()));
        conversions = new Conversions(
                options.workers(),
                () -> new ChunkConverter(
                        spec, artifact -> bounds.rows(artifact, state(artifact.stream())), now, sink, blobs, observer));
        discovery = new Discovery(
                spec,
                bounds,
                bounds.listing(states.values()),
                new Chunker(options.chunkBytes(), options.commitEvery(), clock),
                now,
                states,
                overwrite != null ? overwrite : new News(bounds, this::state),
                aside,
                records.listed(),
                this::submit,
                observer);
    }

    /** @throws dev.tidemark.api.StaleStateException if another collector claimed first */
    void run() throws IOException {
        Thread discovering = Thread.ofPlatform().daemon().name("discover").start(this::discover);
        try {
            commitInOrder();
            complete();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("the collection was interrupted").initCause(e);
        } finally {
            stop(discovering);
        }
    }

    /** What was counted of a stream when this began. */
    private CollectionState state(String stream) {
        return states.getOrDefault(stream, CollectionState.EMPTY);
    }

    private void discover() {
        try {
            try {
                discovery.run();
                conversions.end();
            } catch (Stopped e) {
                throw e;
            } catch (IOException | RuntimeException | Error e) {
                unlisted = e;
                conversions.fail(e);
            }
        } catch (InterruptedException | Stopped e) {
            Thread.currentThread().interrupt(); // the committing thread has ended the run
        }
    }

    private void submit(Chunk chunk) {
        try {
            conversions.submit(chunk);
        } catch (InterruptedException e) {
            throw new Stopped(e);
        }
    }

    private void commitInOrder() throws IOException, InterruptedException {
        Instant due = clock.instant().plus(options.commitEvery());
        while (true) {
            Duration wait = Duration.between(clock.instant(), due);
            switch (next(wait.isNegative() ? Duration.ZERO : wait)) {
                case Conversions.Next.Ready ready -> batch.add(ready.chunk());
                case Conversions.Next.NotYet notYet -> {}
                case Conversions.Next.End end -> {
                    commitLast();
                    return;
                }
            }
            if (!overwrites() && !clock.instant().isBefore(due)) {
                commit(Replacement.NONE);
                due = clock.instant().plus(options.commitEvery());
            }
            records.alive(discovery.offered());
        }
    }

    private Conversions.Next next(Duration wait) throws IOException, InterruptedException {
        try {
            return conversions.next(wait.isZero() ? Duration.ofMillis(1) : wait);
        } catch (ExecutionException e) {
            if (!overwrites()) {
                commit(Replacement.NONE); // what came before the failure is good
            }
            if (Objects.equals(unlisted, e.getCause())) {
                records.blame(ErrorClass.SOURCE_DOWN);
            }
            throw rethrown(e.getCause());
        }
    }

    /** The failure, if it is one that may be thrown as it is. */
    private static IOException rethrown(@Nullable Throwable failure) {
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error fatal) {
            throw fatal;
        }
        return failure instanceof IOException passing ? passing : new IOException(failure);
    }

    private void commitLast() throws IOException {
        if (overwrite != null) {
            if (!discovery.problems().isEmpty() || batch.stream().anyMatch(Attempt::failed)) {
                throw new IOException(spec.name()
                        + ": nothing was overwritten, because not everything in the range could be read; see the "
                        + "problems before this message");
            }
            Stream<Granularity> offered = discovery.streams().values().stream().map(StreamRun::granularity);
            boolean known = granularities(states.values()).findAny().isPresent();
            Range forgotten = known ? asked : Bounds.whole(asked, offered);
            commit(new Replacement(Optional.of(forgotten), overwrite.rows(read())));
        } else {
            commit(Replacement.NONE);
        }
    }

    /** The artifacts that were read, to their end or to where they are broken; all are committed together. */
    private List<Artifact> read() {
        return batch.stream()
                .flatMap(chunk -> chunk.outcomes().stream())
                .filter(outcome -> !(outcome instanceof Outcome.Left))
                .map(Outcome::artifact)
                .toList();
    }

    private static Stream<Granularity> granularities(Collection<CollectionState> states) {
        return states.stream().flatMap(state -> state.regions().stream()).map(Region::granularity);
    }

    private static boolean failed(Converted chunk) {
        return chunk.outcomes().stream().anyMatch(outcome -> outcome instanceof Outcome.Failed);
    }

    private void commit(Replacement replaced) throws IOException {
        for (Converted chunk : batch) {
            prepared.add(prepared(chunk));
        }
        Quarantine.Change change = aside.collected(batch);
        if (!change.resolved().isEmpty()) {
            prepared.add(prepared.removeLast().resolving(change.resolved(), change.written()));
        }
        if (!replaced.equals(Replacement.NONE) || prepared.stream().anyMatch(Attempt::changesSomething)) {
            long claim = ledger.commit(prepared, replaced);
            long rows =
                    prepared.stream().mapToLong(chunk -> chunk.rows().stored()).sum();
            tally.claimed();
            observer.accept(new Event.Committed(spec.name(), claim, prepared.size(), rows));
            prepared = new ArrayList<>();
        }
        batch.forEach(this::tellGaps);
        tally.add(batch);
        for (Converted chunk : batch) {
            chunk.outcomes().forEach(records::add);
        }
        batch = new ArrayList<>();
    }

    /** Once they are remembered, so that each is told by one run. */
    private void tellGaps(Converted chunk) {
        for (Problem gap : chunk.gaps()) {
            tally.lost(gap);
            observer.accept(new Event.Troubled(spec.name(), gap));
        }
    }

    private static boolean changesSomething(Prepared chunk) {
        return chunk.staged().isPresent()
                || !chunk.quarantine().isEmpty()
                || chunk.increments().values().stream().anyMatch(Increment::changesSomething);
    }

    private Prepared prepared(Converted chunk) {
        Map<String, Increment> increments = new HashMap<>();
        chunk.outcomes().stream()
                .collect(Collectors.groupingBy(outcome -> outcome.artifact().stream()))
                .forEach((stream, outcomes) ->
                        increments.put(stream, discovery.stream(stream).close(outcomes)));
        return chunk.prepared(increments);
    }

    private void complete() throws IOException {
        discovery.problems().forEach(tally::add);
        for (Map.Entry<String, StreamRun> stream : discovery.streams().entrySet()) {
            Optional<Range> range = stream.getValue().complete();
            if (range.isPresent()) {
                ledger.complete(stream.getKey(), range.get(), stream.getValue().granularity());
            }
        }
        tally.late(discovery.late().values().stream().mapToLong(Long::longValue).sum());
        records.late(discovery.late());
        Set<String> asked = new TreeSet<>(discovery.streams().keySet());
        asked.addAll(ledger.streams());
        asked.addAll(discovery.failures().keySet());
        records.finish(asked, discovery.shown(), options.range(), discovery.unlisted(), discovery.failures());
    }

    private boolean overwrites() {
        return options.mode() == RunOptions.Mode.OVERWRITE;
    }

    private void stop(Thread discovering) throws IOException {
        try {
            discovering.interrupt();
            conversions.stop();
            discovering.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("the collection was interrupted").initCause(e);
        }
    }

    /** The committing thread has ended the run; discovery stops where it is. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stopped(InterruptedException cause) {
            super(cause);
        }
    }
}
