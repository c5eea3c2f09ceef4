package dev.tidemark.engine.collect;

import dev.tidemark.api.Event;
import dev.tidemark.api.Range;
import dev.tidemark.api.StateStore;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.engine.commit.Ledger;
import dev.tidemark.engine.paged.Pages;
import dev.tidemark.engine.state.StateDocument;
import dev.tidemark.testkit.Faults;
import dev.tidemark.testkit.FaultyBlobs;
import dev.tidemark.testkit.FaultySink;
import dev.tidemark.testkit.FaultyStateStore;
import dev.tidemark.testkit.MemoryBlobs;
import dev.tidemark.testkit.MemorySink;
import dev.tidemark.testkit.MemoryStateStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Feeds, each a stream, and what was collected of them. */
final class FeedTrial {
    static final String DOCUMENT = "src/streams/feed";

    final MemoryStateStore store = new MemoryStateStore();
    final MemoryBlobs blobs = new MemoryBlobs();
    final MemorySink sink = new MemorySink();
    final List<Event> events = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Feed> feeds = new LinkedHashMap<>();
    private final Map<String, Feed> thrown = new LinkedHashMap<>();
    private Optional<Instant> begin = Optional.empty();

    /** One feed, of the stream {@code feed}. */
    FeedTrial(Feed feed) {
        this(Map.of("feed", feed));
    }

    FeedTrial(Map<String, Feed> feeds) {
        this.feeds.putAll(feeds);
    }

    /** A feed is gone, with what was not read of it. */
    void throwAway(String stream) {
        thrown.put(stream, Objects.requireNonNull(feeds.remove(stream)));
    }

    void begin(String day) {
        begin = Optional.of(Lines.time(day));
    }

    Event.Summary collect() throws IOException {
        return collect(options());
    }

    /** A chunk for every page, two workers. */
    static RunOptions options() {
        return new RunOptions(Range.ALL, RunOptions.Mode.NEW, 2, Duration.ofSeconds(5), 1);
    }

    Event.Summary collect(RunOptions options) throws IOException {
        return collect(options, Faults.none());
    }

    Event.Summary collect(RunOptions options, Faults faults) throws IOException {
        try (Pages pages = new Pages("src", new Shelf(feeds, thrown, faults), clock())) {
            return new SourceCollection(
                            spec(pages),
                            new FaultyStateStore(store, faults),
                            new FaultyBlobs(blobs, faults),
                            new FaultySink(sink, faults),
                            clock(),
                            events::add)
                    .run(options);
        }
    }

    Pages pages() {
        return new Pages("src", new Shelf(feeds, thrown, Faults.none()), clock());
    }

    SourceSpec spec(Pages pages) {
        return new SourceSpec("src", "feed", pages, Lines.TABLE, Optional.empty(), begin, Duration.ZERO);
    }

    QuarantineReplay quarantine() {
        return new QuarantineReplay(spec(pages()), store, blobs, sink, clock());
    }

    Ledger ledger() throws IOException {
        return Ledger.open("src", store, blobs, sink, clock());
    }

    Optional<String> cursor(String stream) throws IOException {
        return ledger().state(stream).cursor();
    }

    /** Puts another cursor into the document of the stream {@code feed}. */
    void cursor(Optional<String> cursor) throws IOException {
        StateStore.Entry entry = store.load(DOCUMENT).orElseThrow();
        StateDocument known = StateDocument.decode(DOCUMENT, entry.value());
        CollectionState state = known.state();
        StateDocument changed = new StateDocument(
                known.id(),
                known.lastUpdated(),
                known.version(),
                new CollectionState(state.regions(), state.ids(), state.gaps(), cursor),
                known.statistics(),
                known.metadata());
        store.save(DOCUMENT, entry.version(), changed.encode());
    }

    /** The rows that are there, sorted. */
    List<String> texts() {
        return column("text");
    }

    List<String> column(String name) {
        return sink.rows("lines", List.of(name)).stream()
                .map(row -> String.valueOf(row.getFirst()))
                .sorted()
                .toList();
    }

    Clock clock() {
        return Clock.fixed(Lines.time("2025-03-05"), ZoneOffset.UTC);
    }
}
