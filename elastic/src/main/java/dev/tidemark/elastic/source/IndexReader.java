package dev.tidemark.elastic.source;

import dev.tidemark.api.Page;
import dev.tidemark.api.PagedSource;
import dev.tidemark.api.RowLookup;
import dev.tidemark.elastic.source.Fetch.Fetched;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Reads an index up to where it was when this was made: all shards at once, some pages ahead.
 *
 * <p>Pages come shard by shard in turn; each moves the position of its shard. One thread asks.
 */
final class IndexReader implements PagedSource<IndexPosition> {
    /** Reading from a position on. */
    private record Run(Fetch fetch, PagesAhead pages) {}

    private final Cluster cluster;
    private final IndexSettings settings;
    private final IndexStats stats;
    private final ExecutorService fetching;
    private final RowLookup rows;
    private final Ending ending;
    private final OlderData older;
    private final Semaphore room;
    /** Empty if nothing is to be read now. */
    private @Nullable Run run;

    /** From where this was asked first: what follows may be no row yet. */
    private Optional<IndexPosition> begun = Optional.empty();

    /** Where it is, and is read on; empty before it began, and after an error. */
    private Optional<IndexPosition> reached = Optional.empty();

    /** Why reading does not go on from there. */
    private Optional<IOException> failure = Optional.empty();

    /**
     * @param room   {@link PagesAhead#ROOM}, for pages that are fetched before anybody asks for them, of all indexes
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
        older = new OlderData(stats, ending.warnings());
    }

    /** Whether nothing was ever written. */
    boolean isEmpty() {
        return stats.shards().values().stream()
                .allMatch(shard -> shard.checkpoint()
                        .filter(primary -> primary.highest() < 0)
                        .isPresent());
    }

    /** Why its checkpoints do not tell what it holds; empty if nothing is known against them. */
    Optional<String> uncounted() {
        return stats.uncounted();
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
            return Optional.of(moved(position.back()));
        }
        IndexPosition left = older.withoutLost(position);
        if (!left.equals(position)) {
            return Optional.of(moved(left));
        }
        boolean isReached = reached.equals(Optional.of(position));
        if (isReached && failure.isPresent()) {
            throw failure.get();
        }
        try {
            if (!isReached) {
                begin(position);
            }
            return read(position);
        } catch (IOException e) {
            reached = Optional.empty();
            IndexPosition seen = position.seeing(stats);
            if (seen.equals(position)) {
                throw e;
            }
            // First what the index has: were it deleted before it can be read, nobody would know what is missing.
            failure = Optional.of(e);
            reached = Optional.of(seen);
            return Optional.of(moved(seen));
        }
    }

    private static Page<IndexPosition> moved(IndexPosition to) {
        return new Page<>(new byte[0], to);
    }

    /** What was asked for ahead of another position is of no use. */
    private void begin(IndexPosition position) throws IOException {
        if (run != null) {
            run.pages.cancel();
            run = null;
        }
        failure = Optional.empty();
        begun = begun.or(() -> Optional.of(position));
        List<Span> unread = unread(position);
        if (!unread.isEmpty() && !isTooSoon(position)) {
            Fetch fetch = Fetch.after(cluster, settings, stats);
            run = new Run(fetch, new PagesAhead(fetch, unread, settings.bytes(), fetching, room));
            run.pages.fill();
        }
        reached = Optional.of(position);
    }

    private boolean isTooSoon(IndexPosition position) {
        return position.refreshed()
                .filter(last -> settings.how().rounds().isTooSoon(last, ending.now()))
                .isPresent();
    }

    private List<Span> unread(IndexPosition position) {
        List<Span> unread = new ArrayList<>();
        for (ShardStats shard : new TreeMap<>(stats.shards()).values()) {
            long read = position.shard(shard.number()).upTo();
            if (shard.checkpoint().isEmpty()) {
                ending.warnings()
                        .accept("shard " + shard.number() + " of " + stats.name()
                                + " has no primary that works; what it holds is read once it has");
            } else if (shard.checkpoint().get().global() > read) {
                long upTo = settings.how()
                        .rounds()
                        .upTo(read, shard.checkpoint().get().global());
                unread.add(new Span(shard.number(), read, upTo));
            }
        }
        return unread;
    }

    private Optional<Page<IndexPosition>> read(IndexPosition position) throws IOException {
        if (run == null) {
            IndexPosition seen = position.seeing(stats);
            boolean isMore = isTooSoon(position) && !seen.equals(position);
            return isMore ? Optional.of(moved(seen)) : Optional.empty();
        }
        if (run.pages.isEmpty()) {
            return Optional.empty();
        }
        Fetched fetched = run.pages.next();
        IndexPosition.Shard before = position.shard(fetched.shard());
        if (OlderData.isWrittenOver(run.fetch, fetched.shard(), before, fetched.hits())) {
            requireUnread(fetched.shard(), before);
            return Optional.of(moved(older.again(position, fetched.shard())));
        }
        Page<IndexPosition> page = page(fetched, position);
        run.pages.fill();
        reached = Optional.of(page.after());
        return Optional.of(page);
    }

    /** What this run read of a shard may be no row yet, so it would not be found among the rows and come again. */
    private void requireUnread(int shard, IndexPosition.Shard before) throws IOException {
        if (before.upTo() > begun.orElseThrow().shard(shard).upTo()) {
            throw new IOException("shard " + shard + " of " + stats.name() + " was made again from older data while it"
                    + " was read: the next run reads it again, and leaves out what this one read");
        }
    }

    private Page<IndexPosition> page(Fetched fetched, IndexPosition position) throws IOException {
        Repeats.Sorted sorted = repeats(begun.orElseThrow().shard(fetched.shard()))
                .sort(fetched.hits(), position.shard(fetched.shard()));
        Records records = new Records(stats.uuid(), settings.identity(), fetched.bytes());
        fetched.found().ifPresent(found -> sorted.fresh().forEach(hit -> records.add(hit, found.body())));
        IndexPosition.Shard shard = new IndexPosition.Shard(
                fetched.upTo(), stats.primary(fetched.shard()).highest(), sorted.doubts(), sorted.recent());
        IndexPosition after =
                position.with(fetched.shard(), shard).seeing(stats).refreshedAt(ending.now());
        return new Page<>(records.bytes(), after.isWhole(stats) ? after.wholeAt(ending.now()) : after, records.told());
    }

    /** @param from where this run began in a shard; of one that was not read before no document can be a row */
    private Repeats repeats(IndexPosition.Shard from) {
        boolean isNew = from.upTo() < 0 && from.doubts().equals(Doubts.NONE);
        return new Repeats(
                stats.uuid(),
                settings.identity(),
                isNew ? RowLookup.NONE : rows,
                RecentIds.most(stats.shards().size()));
    }
}
