package dev.tidemark.elastic.source;

import dev.tidemark.api.Page;
import dev.tidemark.api.PagedSource;
import dev.tidemark.elastic.source.Cluster.MovedException;
import dev.tidemark.elastic.source.Fetch.Fetched;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads an index up to where it was when this was made: all shards at once, a page ahead of each.
 *
 * <p>Pages come shard by shard in turn; each moves the position of its shard. One thread asks.
 */
final class IndexReader implements PagedSource<IndexPosition> {
    private static final int ATTEMPTS = 6;

    private final Cluster cluster;
    private final IndexSettings settings;
    private final IndexStats stats;
    private final ExecutorService fetching;
    private final Consumer<String> warnings;
    /** What is being fetched, by shard; the one that was asked for first comes first. */
    private final Map<Integer, Future<Fetched>> ahead = new LinkedHashMap<>();

    private final Map<Integer, Long> weights = new TreeMap<>();
    private @Nullable Fetch fetch;

    IndexReader(
            Cluster cluster,
            IndexSettings settings,
            IndexStats stats,
            ExecutorService fetching,
            Consumer<String> warnings) {
        this.cluster = cluster;
        this.settings = settings;
        this.stats = stats;
        this.fetching = fetching;
        this.warnings = warnings;
    }

    @Override
    public IndexPosition first() {
        return new IndexPosition(stats.uuid(), Map.of());
    }

    @Override
    public String encode(IndexPosition position) {
        return position.json();
    }

    @Override
    public IndexPosition decode(String json) {
        return IndexPosition.parse(json);
    }

    @Override
    public Optional<Page<IndexPosition>> next(IndexPosition position) throws IOException {
        if (!position.uuid().equals(stats.uuid())) {
            warnings.accept("the index " + stats.name() + " is another one than was read before (" + stats.uuid()
                    + ", not " + position.uuid() + "): it is read from its beginning, and whether the other one was"
                    + " read to its end is not known");
            return Optional.of(new Page<>(new byte[0], first()));
        }
        if (fetch == null) {
            fetch = begin(position);
        }
        if (ahead.isEmpty()) {
            return Optional.empty();
        }
        int shard = ahead.keySet().iterator().next();
        Fetched fetched = await(ahead.remove(shard));
        return Optional.of(page(fetched, position));
    }

    private Fetch begin(IndexPosition position) throws IOException {
        Map<Integer, Long> news = new TreeMap<>();
        for (ShardStats shard : stats.shards().values()) {
            long read = position.shard(shard.number()).upTo();
            if (shard.checkpoint().isEmpty()) {
                warnings.accept("shard " + shard.number() + " of " + stats.name()
                        + " has no primary that works; what it holds is read once it has");
            } else if (shard.checkpoint().get().global() < read
                    && shard.checkpoint().get().highest() < read) {
                throw new IOException("shard " + shard.number() + " of " + stats.name() + " has lost operations: it was"
                        + " read up to " + read + " and now ends with "
                        + shard.checkpoint().get().highest()
                        + ". What it holds now may have other numbers; reset the stream with 'tidemark state reset' to"
                        + " read all of it again");
            } else if (shard.checkpoint().get().global() > read) {
                news.put(shard.number(), shard.checkpoint().get().global());
            }
        }
        Fetch made = new Fetch(cluster, settings, news.isEmpty() ? stats : refreshed());
        for (int shard : news.keySet()) {
            submit(made, shard, position.shard(shard).upTo());
        }
        return made;
    }

    /** The index, told before a refresh that reached all of it. */
    private IndexStats refreshed() throws IOException {
        IndexStats told = stats;
        for (int attempt = 1; ; attempt++) {
            try {
                cluster.refresh(told);
                return told;
            } catch (MovedException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
            cluster.pause(attempt);
            told = cluster.stats(stats.name()).getOrDefault(stats.name(), stats);
        }
    }

    private void submit(Fetch from, int shard, long after) {
        long upTo = stats.shards().get(shard).checkpoint().orElseThrow().global();
        long weight = weights.getOrDefault(shard, 0L);
        ahead.put(shard, fetching.submit(() -> from.page(shard, after, upTo, weight)));
    }

    private Page<IndexPosition> page(Fetched fetched, IndexPosition position) {
        IndexPosition.Shard before = position.shard(fetched.shard());
        RecentIds.Growing recent = before.recent().grow();
        Records records = new Records(stats.uuid(), settings.identity());
        fetched.found().ifPresent(found -> {
            for (Hit hit : found.answer().hits()) {
                if (recent.add(hit.id()) || settings.identity() == RowIdentity.VERSION) {
                    records.add(hit, found.body());
                }
            }
            int documents = found.answer().hits().size();
            weights.put(fetched.shard(), (long) Math.max(1, found.body().length / documents));
        });
        long highest =
                stats.shards().get(fetched.shard()).checkpoint().orElseThrow().highest();
        if (!fetched.isLast() && fetch != null) {
            submit(fetch, fetched.shard(), fetched.upTo());
        }
        IndexPosition.Shard after = new IndexPosition.Shard(fetched.upTo(), highest, recent.last());
        return new Page<>(records.bytes(), position.with(fetched.shard(), after));
    }

    private static Fetched await(Future<Fetched> page) throws IOException {
        try {
            return page.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while an index was read").initCause(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
    }
}
