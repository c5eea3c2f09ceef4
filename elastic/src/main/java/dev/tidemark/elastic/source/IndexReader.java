package dev.tidemark.elastic.source;

import dev.tidemark.api.Page;
import dev.tidemark.api.PagedSource;
import dev.tidemark.api.RowLookup;
import dev.tidemark.elastic.source.Cluster.MovedException;
import dev.tidemark.elastic.source.Fetch.Fetched;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Reads an index up to where it was when this was made: all shards at once, a page ahead of each.
 *
 * <p>Pages come shard by shard in turn; each moves the position of its shard. One thread asks.
 */
final class IndexReader implements PagedSource<IndexPosition> {
    /** How many bytes of documents are held before anybody asks for them. */
    static final int ROOM = 48 << 20;

    private static final int ATTEMPTS = 6;

    /** A page that is being fetched, and how much room it takes. */
    private record Ahead(Future<Fetched> page, int room) {}

    /** A shard whose next page is to be asked for. */
    private record Turn(int shard, long after) {}

    private final Cluster cluster;
    private final IndexSettings settings;
    private final IndexStats stats;
    private final ExecutorService fetching;
    private final RowLookup rows;
    private final Ending ending;
    private final Semaphore room;
    /** What is being fetched, what was asked for first comes first. */
    private final Deque<Ahead> ahead = new ArrayDeque<>();

    private final Deque<Turn> waiting = new ArrayDeque<>();

    private final Map<Integer, Pace> paces = new TreeMap<>();
    private @Nullable Fetch fetch;
    /** Why reading does not go on where the last page ended. */
    private Optional<IOException> failure = Optional.empty();
    /** From where this run reads. */
    private IndexPosition begun;

    /** Where the last page ended. */
    private Optional<IndexPosition> reached = Optional.empty();

    /**
     * @param room   {@link #ROOM}, for pages that are fetched before anybody asks for them, of all indexes
     * @param rows   of earlier runs
     * @param ending of the index that had this name before, if it was another one
     */
    IndexReader(
            Cluster cluster,
            IndexSettings settings,
            IndexStats stats,
            ExecutorService fetching,
            Semaphore room,
            RowLookup rows,
            Ending ending) {
        this.cluster = cluster;
        this.settings = settings;
        this.stats = stats;
        this.fetching = fetching;
        this.room = room;
        this.rows = rows;
        this.ending = ending;
        begun = first();
    }

    /** Whether nothing was ever written. */
    boolean isEmpty() {
        return stats.shards().values().stream()
                .allMatch(shard -> shard.checkpoint().isPresent()
                        && shard.checkpoint().get().highest() < 0);
    }

    @Override
    public IndexPosition first() {
        return IndexPosition.begin(stats.uuid());
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
            return Optional.of(ending.page(position, first()));
        }
        if (position.gone().isPresent()) {
            return Optional.of(new Page<>(new byte[0], position.back()));
        }
        IndexPosition rebuilt = withoutLost(position);
        if (!rebuilt.equals(position)) {
            return Optional.of(new Page<>(new byte[0], rebuilt));
        }
        Optional<IOException> failed = failure;
        if (failed.isPresent() && reached.equals(Optional.of(position))) {
            throw failed.get();
        }
        try {
            return read(position);
        } catch (IOException e) {
            IndexPosition seen = seen(position);
            if (seen.equals(position)) {
                throw e;
            }
            // First what the index has: were it deleted before it can be read, nobody would know what is missing.
            failure = Optional.of(e);
            reached = Optional.of(seen);
            return Optional.of(new Page<>(new byte[0], seen));
        }
    }

    private Optional<Page<IndexPosition>> read(IndexPosition position) throws IOException {
        Fetch from = at(position);
        if (ahead.isEmpty() && waiting.isEmpty()) {
            return Optional.empty();
        }
        Fetched fetched = take(from);
        if (!fetched.isLast()) {
            waiting.add(new Turn(fetched.shard(), fetched.upTo()));
        }
        IndexPosition.Shard before = position.shard(fetched.shard());
        if (isRewritten(from, fetched.shard(), hits(fetched), before)) {
            requireUnread(fetched.shard(), before);
            return Optional.of(new Page<>(new byte[0], again(position, fetched.shard())));
        }
        Page<IndexPosition> page = page(fetched, position);
        fill(from);
        reached = Optional.of(page.after());
        return Optional.of(page);
    }

    /** What goes on from a position; what was asked for ahead of another one is of no use. */
    private Fetch at(IndexPosition position) throws IOException {
        if (fetch == null || !reached.equals(Optional.of(position))) {
            ahead.forEach(page -> {
                page.page.cancel(true);
                room.release(page.room);
            });
            ahead.clear();
            waiting.clear();
            failure = Optional.empty();
            begun = position;
            fetch = begin(position);
            reached = Optional.of(position);
        }
        return fetch;
    }

    /** The page that was asked for first, or one that is asked for now. */
    private Fetched take(Fetch from) throws IOException {
        Ahead first = ahead.poll();
        if (first == null) {
            Turn turn = waiting.remove();
            return from.page(turn.shard(), turn.after(), upTo(turn.shard()), pace(turn));
        }
        room.release(first.room);
        return await(first.page);
    }

    /** Asks for more pages, as long as there is room for them beside those of other indexes. */
    private void fill(Fetch from) {
        while (!waiting.isEmpty() && room.tryAcquire(size(waiting.element()))) {
            Turn turn = waiting.remove();
            Pace pace = pace(turn);
            ahead.add(new Ahead(
                    fetching.submit(() -> from.page(turn.shard(), turn.after(), upTo(turn.shard()), pace)),
                    size(turn)));
        }
    }

    /** A page that holds one document is as large as that. */
    private int size(Turn turn) {
        return (int) Math.clamp(pace(turn).weight(), settings.bytes(), ROOM);
    }

    private Pace pace(Turn turn) {
        return paces.getOrDefault(turn.shard(), Pace.UNKNOWN);
    }

    private long upTo(int shard) {
        return primary(shard).global();
    }

    private ShardStats.Primary primary(int shard) {
        return Objects.requireNonNull(stats.shards().get(shard)).checkpoint().orElseThrow();
    }

    private Fetch begin(IndexPosition position) throws IOException {
        for (ShardStats shard : new TreeMap<>(stats.shards()).values()) {
            long read = position.shard(shard.number()).upTo();
            if (shard.checkpoint().isEmpty()) {
                ending.warnings()
                        .accept("shard " + shard.number() + " of " + stats.name()
                                + " has no primary that works; what it holds is read once it has");
            } else if (shard.checkpoint().get().global() > read) {
                waiting.add(new Turn(shard.number(), read));
            }
        }
        Fetch from = new Fetch(cluster, settings, waiting.isEmpty() ? stats : refreshed());
        fill(from);
        return from;
    }

    /** The position, where shards that end before what was read of them are read again. */
    private IndexPosition withoutLost(IndexPosition position) {
        IndexPosition left = position;
        for (ShardStats shard : stats.shards().values()) {
            long read = position.shard(shard.number()).upTo();
            if (shard.checkpoint()
                    .filter(primary -> primary.global() < read && primary.highest() < read)
                    .isPresent()) {
                left = again(left, shard.number());
            }
        }
        return left;
    }

    private IndexPosition again(IndexPosition position, int shard) {
        ending.warnings()
                .accept("shard " + shard + " of " + stats.name()
                        + " was made again from older data, and has lost what it"
                        + " had up to number " + position.shard(shard).upTo() + ", where it was read to: it is read"
                        + " again from its beginning, and documents that are rows already are left out");
        return position.with(
                shard, position.shard(shard).again().having(primary(shard).highest()));
    }

    /**
     * Whether a shard was made again from older data, and written on beyond where it was read to. Then what it has up to
     * there is of a later primary than what was read; after a failover that lost nothing it is not.
     */
    private boolean isRewritten(Fetch from, int shard, List<Hit> hits, IndexPosition.Shard before) throws IOException {
        if (before.upTo() < 0 || hits.stream().noneMatch(before.doubts()::isOfNewPrimary)) {
            return false;
        }
        OptionalLong term = from.termAt(shard, before.upTo());
        return term.isPresent() && term.getAsLong() > before.doubts().term();
    }

    /** What this run read of a shard may be no row yet, so it would not be found among the rows and come again. */
    private void requireUnread(int shard, IndexPosition.Shard before) throws IOException {
        if (before.upTo() > begun.shard(shard).upTo()) {
            throw new IOException("shard " + shard + " of " + stats.name() + " was made again from older data while it"
                    + " was read: the next run reads it again, and leaves out what this one read");
        }
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

    private Page<IndexPosition> page(Fetched fetched, IndexPosition position) throws IOException {
        IndexPosition.Shard before = position.shard(fetched.shard());
        List<Hit> hits = hits(fetched);
        Repeats.Sorted sorted = repeats(fetched.shard()).sort(hits, before);
        int expected = fetched.found().map(found -> found.body().length).orElse(0);
        Records records = new Records(stats.uuid(), settings.identity(), expected);
        fetched.found().ifPresent(found -> sorted.fresh().forEach(hit -> records.add(hit, found.body())));
        paces.put(fetched.shard(), fetched.pace());
        IndexPosition.Shard after = new IndexPosition.Shard(
                fetched.upTo(), primary(fetched.shard()).highest(), sorted.doubts(), sorted.recent());
        return new Page<>(records.bytes(), reached(position.with(fetched.shard(), after)), records.told());
    }

    private static List<Hit> hits(Fetched fetched) {
        return fetched.found().map(found -> found.answer().hits()).orElse(List.of());
    }

    private IndexPosition reached(IndexPosition position) {
        boolean whole = stats.shards().values().stream()
                .allMatch(shard -> shard.checkpoint()
                        .filter(primary -> primary.global()
                                <= position.shard(shard.number()).upTo())
                        .isPresent());
        return whole ? seen(position).wholeAt(ending.now()) : seen(position);
    }

    /** The position with what all shards are known to have. */
    private IndexPosition seen(IndexPosition position) {
        IndexPosition seen = position;
        for (ShardStats shard : stats.shards().values()) {
            long highest = shard.checkpoint().map(ShardStats.Primary::highest).orElse(-1L);
            IndexPosition.Shard read = position.shard(shard.number());
            if (highest > read.highest()) {
                seen = seen.with(shard.number(), read.having(highest));
            }
        }
        return seen;
    }

    /** Of a shard that was not read before this run no document can be a row. */
    private Repeats repeats(int shard) {
        boolean isNew =
                begun.shard(shard).upTo() < 0 && begun.shard(shard).doubts().equals(Doubts.NONE);
        return new Repeats(
                stats.uuid(),
                settings.identity(),
                isNew ? RowLookup.NONE : rows,
                RecentIds.most(stats.shards().size()));
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
