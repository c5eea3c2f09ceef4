package dev.tidemark.engine.collect;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Event;
import dev.tidemark.api.Listing;
import dev.tidemark.api.Observer;
import dev.tidemark.api.Problem;
import dev.tidemark.api.Range;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.engine.state.ErrorClass;
import dev.tidemark.engine.state.Failure;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Asks the state what of a source's listing is wanted, and cuts that into chunks. One thread discovers. */
final class Discovery implements Listing {
    /** How many of the things that are ignored are named. */
    private static final int NAMED = 3;

    private final SourceSpec spec;
    private final Bounds bounds;
    private final Range listed;
    private final Instant horizon;
    private final Map<String, CollectionState> states;
    private final Choice choice;
    private final Aside aside;
    private final Map<String, Instant> before;
    private final Map<String, Long> late = new ConcurrentHashMap<>();
    private final Consumer<Chunk> chunks;
    private final Observer observer;
    private final Chunker chunker;
    private final Map<String, StreamRun> streams = new ConcurrentHashMap<>();
    private final List<Problem> problems = new CopyOnWriteArrayList<>();
    private final List<String> ignored = new ArrayList<>();
    private volatile Optional<Problem> unlisted = Optional.empty();
    private volatile long offered;
    private final Set<String> shown = ConcurrentHashMap.newKeySet();
    private long ignoredCount;
    private long wanted;
    private long wantedBytes;

    /**
     * @param listed what the source has to list for the bounds of all streams
     * @param states what is counted of a stream, without what is to be collected again
     * @param aside  what was set aside before
     * @param before when streams were last listed to their end
     * @param chunks takes each chunk as it is full; blocks while there is enough to do
     */
    Discovery(
            SourceSpec spec,
            Bounds bounds,
            Range listed,
            Chunker chunker,
            Instant now,
            Map<String, CollectionState> states,
            Choice choice,
            Aside aside,
            Map<String, Instant> before,
            Consumer<Chunk> chunks,
            Observer observer) {
        this.spec = spec;
        this.bounds = bounds;
        this.listed = listed;
        horizon = now.minus(spec.delay());
        this.states = states;
        this.choice = choice;
        this.aside = aside;
        this.before = before;
        this.chunks = chunks;
        this.observer = observer;
        this.chunker = chunker;
    }

    /** Lists the source to its end; if that fails, what it gave before is good. */
    void run() throws IOException {
        try {
            if (bounds.mode() != RunOptions.Mode.GAPS || spec.pages().isEmpty()) { // a position leaves no gaps
                spec.source().discover(listed, this);
            }
        } catch (IOException e) {
            chunker.rest().ifPresent(chunks);
            throw e;
        }
        chunker.rest().ifPresent(chunks);
        if (ignoredCount > 0) {
            observer.accept(new Event.Ignored(spec.name(), ignoredCount, ignored));
        }
        observer.accept(new Event.Listed(spec.name(), wanted, wantedBytes));
    }

    /** The streams of which something was offered. */
    Map<String, StreamRun> streams() {
        return streams;
    }

    /** The run over a stream of which something was offered. */
    StreamRun stream(String name) {
        return Objects.requireNonNull(streams.get(name), name);
    }

    List<Problem> problems() {
        return problems;
    }

    /** Why a part of the source could not be listed; of several the last. */
    Optional<Problem> unlisted() {
        return unlisted;
    }

    /** The streams that the source has something of, be it nothing that a run could want. */
    Set<String> shown() {
        return shown;
    }

    /** How many artifacts the source has offered so far. */
    long offered() {
        return offered;
    }

    @Override
    public CollectionState state(String stream) {
        shown.add(stream);
        return choice.known(stream);
    }

    private CollectionState counted(String stream) {
        return states.getOrDefault(stream, CollectionState.EMPTY);
    }

    @Override
    public Map<String, String> cursors() {
        return Cursors.of(states);
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread discovers, the other only reads
    public void offer(Artifact artifact) {
        offered++;
        shown.add(artifact.stream());
        StreamRun stream = streams.computeIfAbsent(artifact.stream(), name -> begun(counted(name), artifact));
        aside.offered(artifact);
        Optional<Artifact> chosen = choice.choose(artifact);
        if (chosen.isPresent() && aside.mended(artifact)) {
            stream.passed(artifact);
            tell(new Problem(
                    artifact.location(),
                    "records of it that were set aside are mended: 'tidemark quarantine replay' brings them in"));
        } else if (chosen.isPresent()) {
            stream.found(chosen.get());
            wanted++;
            wantedBytes += artifact.size();
            observer.accept(new Event.Discovered(spec.name(), artifact.location(), artifact.size()));
            chunker.add(chosen.get()).ifPresent(chunks);
        } else {
            stream.passed(artifact);
            countIfLate(artifact);
        }
    }

    private void countIfLate(Artifact artifact) {
        Instant listedBefore = before.get(artifact.stream());
        if (listedBefore != null && counted(artifact.stream()).late(artifact, listedBefore)) {
            late.merge(artifact.stream(), 1L, Long::sum);
        }
    }

    /** How many artifacts came since the last run whose time was complete, by stream; they are not collected. */
    Map<String, Long> late() {
        return late;
    }

    @Override
    public void ignored(String location) {
        ignoredCount++;
        if (ignored.size() < NAMED) {
            ignored.add(location);
        }
    }

    /** The problem does not say which stream it concerns, so it concerns all of them; pages know by themselves. */
    @Override
    public void problem(Problem problem) {
        if (spec.pages().isEmpty()) {
            streams.values().forEach(StreamRun::unlisted);
            unlisted = Optional.of(problem);
        }
        tell(problem);
    }

    /** Why streams of pages could not be read on. */
    Map<String, Failure> failures() {
        Map<String, Failure> all = new TreeMap<>();
        spec.pages()
                .ifPresent(pages -> pages.failures()
                        .forEach((stream, reason) -> all.put(stream, Failure.of(reason, ErrorClass.SOURCE_DOWN))));
        return all;
    }

    private void tell(Problem problem) {
        problems.add(problem);
        observer.accept(new Event.Troubled(spec.name(), problem));
    }

    private StreamRun begun(CollectionState state, Artifact first) {
        StreamRun stream = new StreamRun(state, first, bounds, horizon);
        if (!problems.isEmpty()) {
            stream.unlisted();
        }
        return stream;
    }
}
