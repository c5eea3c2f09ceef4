package dev.tidemark.elastic.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.Page;
import dev.tidemark.api.PagedSource;
import dev.tidemark.api.RowLookup;
import dev.tidemark.api.state.Gap;
import dev.tidemark.elastic.http.Connection;
import dev.tidemark.elastic.http.Retries;
import dev.tidemark.elastic.http.SearchClient;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads indexes of a scripted cluster as a collector does, a new process in each run, and remembers what it should. */
final class IndexTrial implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-05T12:00:00Z");

    private static final Pattern ID = Pattern.compile("\"_id\":\"([^\"]+)\"");

    final ScriptedCluster cluster = new ScriptedCluster();
    final List<String> warnings = new ArrayList<>();
    final List<Gap> gaps = new ArrayList<>();
    final Map<String, IOException> failures = new TreeMap<>();
    final List<String> streams = new ArrayList<>();
    final Map<String, String> remembered = new TreeMap<>();
    private Reactions reactions = Reactions.COLLECT;
    private String pattern = "log*";
    private Instant now = NOW;

    IndexTrial() throws IOException {}

    void reactions(Reaction deleted, Reaction recreated) {
        reactions = new Reactions(deleted, recreated);
    }

    void pattern(String other) {
        pattern = other;
    }

    /** The ids that a run reads, an hour after the one before. */
    List<String> collect() throws IOException {
        return collect(Integer.MAX_VALUE);
    }

    /** The ids of so many pages of each index. */
    List<String> collect(int pages) throws IOException {
        now = now.plus(Duration.ofHours(1));
        failures.clear();
        warnings.clear();
        gaps.clear();
        streams.clear();
        Connection connection =
                Connection.to(cluster.uri()).with(new Retries(2, Duration.ofMillis(1), Duration.ofMillis(2)));
        IndexSettings settings = new IndexSettings(
                connection,
                pattern,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                5,
                1 << 20,
                RowIdentity.DOCUMENT,
                reactions,
                ModeSettings.STANDARD);
        List<String> read = new ArrayList<>();
        try (IndexStreams indexes = new IndexStreams(
                new Cluster(new SearchClient(connection)),
                settings,
                Clock.fixed(now, ZoneOffset.UTC),
                warnings::add,
                RowLookup.NONE)) {
            for (Map.Entry<String, PagedSource<?>> each :
                    indexes.streams(Map.copyOf(remembered)).entrySet()) {
                streams.add(each.getKey());
                read(each.getKey(), each.getValue(), pages, read);
            }
        }
        return read;
    }

    private <P> void read(String stream, PagedSource<P> index, int pages, List<String> read) {
        P from = Optional.ofNullable(remembered.get(stream)).map(index::decode).orElseGet(index::first);
        try {
            Optional<Page<P>> page = index.next(from);
            for (int left = pages; page.isPresent() && left > 0; left--) {
                ID.matcher(new String(page.get().records(), UTF_8))
                        .results()
                        .map((MatchResult id) -> id.group(1))
                        .forEach(read::add);
                page.get().gap().ifPresent(gaps::add);
                String after = index.encode(page.get().after());
                assertThat(remembered.put(stream, after)).as("what was before").isNotEqualTo(after);
                page = index.next(index.decode(after));
            }
        } catch (IOException e) {
            failures.put(stream, e);
        }
    }

    @Override
    public void close() {
        cluster.close();
    }
}
