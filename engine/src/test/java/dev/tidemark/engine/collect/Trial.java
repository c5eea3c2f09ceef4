package dev.tidemark.engine.collect;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Census;
import dev.tidemark.api.Event;
import dev.tidemark.api.Listing;
import dev.tidemark.api.Period;
import dev.tidemark.api.Problem;
import dev.tidemark.api.Range;
import dev.tidemark.api.Sink;
import dev.tidemark.api.Source;
import dev.tidemark.api.StateStore;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Gap;
import dev.tidemark.api.state.Granularity;
import dev.tidemark.api.state.Mark;
import dev.tidemark.engine.commit.Ledger;
import dev.tidemark.engine.commit.Records;
import dev.tidemark.engine.commit.SourceState;
import dev.tidemark.engine.state.StateDocument;
import dev.tidemark.engine.state.StreamRecord;
import dev.tidemark.engine.verify.Gaps;
import dev.tidemark.engine.verify.Verification;
import dev.tidemark.testkit.Faults;
import dev.tidemark.testkit.FaultyBlobs;
import dev.tidemark.testkit.FaultySink;
import dev.tidemark.testkit.FaultySource;
import dev.tidemark.testkit.FaultyStateStore;
import dev.tidemark.testkit.MemoryBlobs;
import dev.tidemark.testkit.MemorySink;
import dev.tidemark.testkit.MemorySource;
import dev.tidemark.testkit.MemoryStateStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A source in memory and what was collected of it; tables are those of {@link Lines}. */
public final class Trial {
    private final MemorySource source = new MemorySource();
    private final MemoryStateStore store = new MemoryStateStore();
    private final MemoryBlobs blobs = new MemoryBlobs();
    private final MemorySink sink = new MemorySink();
    private Optional<Instant> begin = Optional.empty();
    private Duration delay = Duration.ZERO;
    private Instant now = Instant.EPOCH;

    public MemorySource source() {
        return source;
    }

    public MemorySink sink() {
        return sink;
    }

    public void begin(String day) {
        begin = Optional.of(Lines.time(day));
    }

    public void delay(Duration length) {
        delay = length;
    }

    public void today(String day) {
        now = Lines.time(day);
    }

    /** An artifact of a day; {@code bad}, {@code torn} and {@code skip} are what they are to {@link Lines}. */
    public void put(String id, String day, String... texts) {
        put(id, day, Lines.content(day, texts));
    }

    public void put(String id, String day, byte[] content) {
        source.put(Lines.artifact(id, day, content), content);
    }

    /** A log without a time. */
    public void timeless(String id, String location, String... texts) {
        log(id, location, 0, Artifact.Content.WHOLE, texts);
    }

    /** A log that was read to its end and lies elsewhere now. */
    public void moved(String id, String location, String... texts) {
        log(id, location, Lines.content("2025-03-01", texts).length, Artifact.Content.KNOWN, texts);
    }

    private void log(String id, String location, long next, Artifact.Content whole, String... texts) {
        byte[] content = Lines.content("2025-03-01", texts);
        Instant changed = Lines.time("2025-03-04");
        source.put(
                new Artifact(
                        id,
                        "logs",
                        location,
                        new Period(changed, Granularity.UNKNOWN),
                        changed,
                        content.length,
                        location.equals("/logs/" + id) || next == 0 ? "" : location,
                        next,
                        whole,
                        Map.of()),
                content);
    }

    public Event.Summary collect(String day) throws IOException {
        today(day);
        return collect(new RunOptions(Range.ALL, RunOptions.Mode.NEW, 2, Duration.ofSeconds(5), 40));
    }

    /** Collects another source with the state of this one. */
    Event.Summary collect(Source other) throws IOException {
        return new SourceCollection(spec(other), store, blobs, sink, clock(), event -> {})
                .run(RunOptions.everythingNew());
    }

    public Event.Summary overwrite(Range range) throws IOException {
        return collect(new RunOptions(range, RunOptions.Mode.OVERWRITE, 2, Duration.ofSeconds(5), 40));
    }

    public Event.Summary collect(RunOptions options) throws IOException {
        return new SourceCollection(spec(source), store, blobs, sink, clock(), event -> {}).run(options);
    }

    /** Collects while an artifact cannot be opened. */
    public Event.Summary collectWithout(String id, String day) throws IOException {
        today(day);
        RunOptions options = new RunOptions(Range.ALL, RunOptions.Mode.NEW, 2, Duration.ofSeconds(5), 40);
        SourceSpec spec = spec(new Unreadable(source, id));
        return new SourceCollection(spec, store, blobs, sink, clock(), event -> {}).run(options);
    }

    /** An artifact of a day that came on another. */
    public void late(String id, String day, String came, String... texts) {
        byte[] content = Lines.content(day, texts);
        Artifact plain = Lines.artifact(id, day, content);
        source.put(
                new Artifact(
                        id,
                        plain.stream(),
                        plain.location(),
                        plain.period(),
                        Lines.time(came),
                        plain.size(),
                        "",
                        0,
                        Map.of()),
                content);
    }

    /** Puts it into the state that a time is out of reach. */
    public void unreachable(String from, String to, String reason) throws IOException {
        String key = "src/streams/stream";
        StateStore.Entry entry = store.load(key).orElseThrow();
        StateDocument known = StateDocument.decode(key, entry.value());
        CollectionState state = known.state();
        Gap gap = new Gap(Lines.time(from), Lines.time(to), reason);
        StateDocument told = new StateDocument(
                known.id(),
                known.lastUpdated(),
                known.version(),
                new CollectionState(state.regions(), state.ids(), List.of(gap), state.cursor()),
                known.statistics(),
                known.metadata());
        store.save(key, entry.version(), told.encode());
    }

    public StreamRecord record(String stream) {
        return new Records("src", store, warning -> {}).find(stream).orElseThrow();
    }

    public Gaps gaps() {
        return new Gaps(spec(source), store, blobs, sink, clock(), warning -> {});
    }

    public Event.RowCounts replay() throws IOException {
        return new QuarantineReplay(spec(source), store, blobs, sink, clock()).run();
    }

    public int quarantined() throws IOException {
        return new QuarantineReplay(spec(source), store, blobs, sink, clock())
                .list()
                .size();
    }

    public void reset() throws IOException {
        new SourceState("src", store, blobs, sink, clock()).reset();
    }

    public Ledger ledger() throws IOException {
        return Ledger.open("src", store, blobs, sink, clock());
    }

    public Verification verification() {
        return verification(sink);
    }

    public Verification verification(Census census) {
        return new Verification(spec(source), store, blobs, sink, census, clock());
    }

    /**
     * One whose calls can go wrong.
     *
     * @param twist what is wrong with the sink besides
     */
    public Verification verification(Faults faults, UnaryOperator<Sink> twist) {
        return new Verification(
                spec(new FaultySource(source, faults)),
                new FaultyStateStore(store, faults),
                new FaultyBlobs(blobs, faults),
                twist.apply(new FaultySink(sink, faults)),
                sink,
                clock());
    }

    /** Overwrites a range while calls can go wrong. */
    public Event.Summary overwrite(Range range, Faults faults, UnaryOperator<Sink> twist) throws IOException {
        return new SourceCollection(
                        spec(new FaultySource(source, faults)),
                        new FaultyStateStore(store, faults),
                        new FaultyBlobs(blobs, faults),
                        twist.apply(new FaultySink(sink, faults)),
                        clock(),
                        event -> {})
                .run(new RunOptions(range, RunOptions.Mode.OVERWRITE, 1, Duration.ofSeconds(5), 40));
    }

    /** One that cannot list an artifact. */
    public Verification verificationOfPart(String hidden) {
        Source part = new Source() {
            @Override
            public void discover(Range range, Listing listing) throws IOException {
                source.discover(range, new Hiding(listing, hidden));
            }

            @Override
            public InputStream open(Artifact artifact) throws IOException {
                return source.open(artifact);
            }

            @Override
            public Mark mark(Artifact artifact, long next) {
                return source.mark(artifact, next);
            }

            @Override
            public void close() {}
        };
        return new Verification(spec(part), store, blobs, sink, sink, clock());
    }

    private record Hiding(Listing listing, String hidden) implements Listing {
        @Override
        public CollectionState state(String stream) {
            return listing.state(stream);
        }

        @Override
        public void offer(Artifact artifact) {
            if (artifact.id().equals(hidden)) {
                listing.problem(new Problem(artifact.location(), "no permission"));
            } else {
                listing.offer(artifact);
            }
        }

        @Override
        public void ignored(String location) {
            listing.ignored(location);
        }

        @Override
        public void problem(Problem problem) {
            listing.problem(problem);
        }
    }

    /** The rows that are there, sorted. */
    public List<String> texts() {
        return sink.rows("lines", List.of("text")).stream()
                .map(row -> String.valueOf(row.getFirst()))
                .sorted()
                .toList();
    }

    public SourceSpec spec(Source from) {
        return new SourceSpec("src", "file", from, Lines.TABLE, Optional.empty(), begin, delay);
    }

    public Clock clock() {
        return Clock.fixed(now, ZoneOffset.UTC);
    }
}
