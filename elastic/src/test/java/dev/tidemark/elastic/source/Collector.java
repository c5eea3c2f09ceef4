package dev.tidemark.elastic.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.BeginsAtTime;
import dev.tidemark.api.Page;
import dev.tidemark.api.PagedSource;
import dev.tidemark.api.RowLookup;
import dev.tidemark.api.state.Gap;
import dev.tidemark.elastic.http.Connection;
import dev.tidemark.elastic.http.Retries;
import dev.tidemark.elastic.http.SearchClient;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Collects as processes do that follow one another: what the last one saved is all that the next one knows. */
final class Collector {
    private static final Pattern ID = Pattern.compile("\"_id\":\"([^\"]+)\"");

    private final Connection connection;
    private final Map<String, String> positions = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private ModeSettings how;
    private RowIdentity identity = RowIdentity.DOCUMENT;
    private RowLookup rows = RowLookup.NONE;
    private final List<Gap> gaps = new ArrayList<>();
    private Reactions reactions = Reactions.COLLECT;
    private String pattern = "logs";
    private Optional<String> query = Optional.empty();
    private int largest;
    private int batch = 5;
    private Runnable afterPage = () -> {};

    Collector(URI cluster, ModeSettings how) {
        connection = Connection.to(cluster).with(new Retries(2, Duration.ofMillis(1), Duration.ofMillis(2)));
        this.how = how;
    }

    Collector pages(int documents) {
        batch = documents;
        return this;
    }

    /** Of earlier runs. */
    Collector rows(RowLookup published) {
        rows = published;
        return this;
    }

    Collector identity(RowIdentity other) {
        identity = other;
        return this;
    }

    /** What happens once, after the next page. */
    void afterPage(Runnable once) {
        afterPage = once;
    }

    void how(ModeSettings other) {
        how = other;
    }

    Collector pattern(String other) {
        pattern = other;
        return this;
    }

    /** That documents must meet, as JSON. */
    void query(String other) {
        query = Optional.of(other);
    }

    void reactions(Reaction deleted, Reaction recreated) {
        reactions = new Reactions(deleted, recreated);
    }

    /** Those that were told. */
    List<Gap> gaps() {
        return gaps;
    }

    List<String> warnings() {
        return warnings;
    }

    /** As if this had been saved. */
    void remember(String stream, String position) {
        positions.put(stream, position);
    }

    /** How many bytes the largest page had. */
    int largest() {
        return largest;
    }

    /** Of a stream, as it was saved. */
    String position(String stream) {
        return positions.getOrDefault(stream, "");
    }

    IndexStreams open() throws IOException {
        IndexSettings settings = new IndexSettings(
                connection,
                pattern,
                query,
                List.of(),
                List.of(),
                Optional.empty(),
                batch,
                1 << 20,
                identity,
                reactions,
                how);
        return new IndexStreams(
                new Cluster(new SearchClient(connection)), settings, Clock.systemUTC(), warnings::add, rows);
    }

    /** As if nothing were read, and reading were to begin at a time. */
    void begin(String stream, Instant time) throws IOException {
        try (IndexStreams streams = open()) {
            positions.put(
                    stream, at(Objects.requireNonNull(streams.streams(Map.of()).get(stream)), time));
        }
    }

    private static <P> String at(PagedSource<P> source, Instant time) {
        return source.encode(((BeginsAtTime<P>) source).at(time));
    }

    /** To the end, in one process. */
    List<String> collect() throws IOException {
        return collect(Integer.MAX_VALUE);
    }

    /** Some pages, then the process is killed. */
    List<String> collect(int pages) throws IOException {
        List<String> read = new ArrayList<>();
        collect(pages, read);
        return read;
    }

    /** The same into a list, which has what was read where it ends with an error. */
    void collect(int pages, List<String> read) throws IOException {
        try (IndexStreams streams = open()) {
            for (Map.Entry<String, PagedSource<?>> each :
                    streams.streams(positions).entrySet()) {
                read(each.getKey(), each.getValue(), pages, read);
            }
        }
    }

    /** To the end, every page in a process of its own that is killed after it. */
    List<String> collectKilledAfterEachPage() throws IOException {
        List<String> read = new ArrayList<>();
        Map<String, String> before;
        do {
            before = Map.copyOf(positions);
            read.addAll(collect(1));
        } while (!before.equals(positions));
        return read;
    }

    private <P> void read(String name, PagedSource<P> index, int pages, List<String> read) throws IOException {
        String saved = positions.get(name);
        P from = saved == null ? index.first() : index.decode(saved);
        for (int i = 0; i < pages; i++) {
            Optional<Page<P>> page = index.next(from);
            if (page.isEmpty()) {
                return;
            }
            largest = Math.max(largest, page.get().records().length);
            read.addAll(ids(page.get()));
            page.get().gap().ifPresent(gaps::add);
            positions.put(name, index.encode(page.get().after()));
            from = index.decode(position(name));
            Runnable once = afterPage;
            afterPage = () -> {};
            once.run();
        }
    }

    static List<String> ids(Page<?> page) {
        return ID.matcher(new String(page.records(), UTF_8))
                .results()
                .map((MatchResult id) -> id.group(1))
                .toList();
    }
}
