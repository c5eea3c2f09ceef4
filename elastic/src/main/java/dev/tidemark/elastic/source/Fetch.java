package dev.tidemark.elastic.source;

import dev.tidemark.elastic.http.AnswerTooLargeException;
import dev.tidemark.elastic.source.Cluster.Found;
import dev.tidemark.elastic.source.Cluster.MovedException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads pages of a shard. Each is checked so that nothing is left out: it comes from the primary, which was refreshed
 * after the checkpoint was read, and which is still the primary afterwards.
 */
final class Fetch {
    private static final int ATTEMPTS = 6;
    /** An answer that is longer is asked for anew with fewer documents, unless it is one document. */
    private static final int LONGEST = 32 << 20;

    private static final int LESS = 8;

    /**
     * A page.
     *
     * @param found empty if the shard has nothing more of what is to be read
     * @param upTo  everything with this number or a lower one is in this page or before it
     * @param rest  what is to be read after it
     * @param pace  for the next one
     */
    record Fetched(int shard, Optional<Found> found, long upTo, Optional<Span> rest, Pace pace) {
        List<Hit> hits() {
            return found.map(page -> page.answer().hits()).orElse(List.of());
        }

        /** How large it is. */
        int bytes() {
            return found.map(page -> page.body().length).orElse(0);
        }
    }

    private final Cluster cluster;
    private final IndexSettings settings;
    private final IndexStats refreshed;

    /** @param refreshed the index as it was told before it was refreshed */
    private Fetch(Cluster cluster, IndexSettings settings, IndexStats refreshed) {
        this.cluster = cluster;
        this.settings = settings;
        this.refreshed = refreshed;
    }

    /**
     * Of an index that is refreshed now, on every copy that works.
     *
     * @param told the index as it is told, up to whose checkpoints is read
     * @throws IOException if the copies did not keep still for some attempts
     */
    static Fetch after(Cluster cluster, IndexSettings settings, IndexStats told) throws IOException {
        IndexStats before = told;
        for (int attempt = 1; ; attempt++) {
            try {
                cluster.refresh(before);
                return new Fetch(cluster, settings, before);
            } catch (MovedException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
            cluster.pause(attempt);
            before = cluster.stats(told.name()).getOrDefault(told.name(), told);
            requireSame(told, before);
        }
    }

    /**
     * The first page of what is to be read.
     *
     * @param unread up to the checkpoint of the shard, at most
     * @throws IOException if the shard did not keep still for some attempts
     */
    Fetched page(Span unread, Pace pace) throws IOException {
        Fetched page = still(unread, pace);
        while (page.found().isEmpty() && page.rest().isPresent()) {
            page = still(page.rest().get(), page.pace());
        }
        return page;
    }

    private Fetched still(Span unread, Pace pace) throws IOException {
        IndexStats known = refreshed;
        for (int attempt = 1; ; attempt++) {
            try {
                return fitting(known, unread, pace);
            } catch (MovedException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
            cluster.pause(attempt);
            known = again(unread.shard());
        }
    }

    /** The term of the last document up to a number, as the shard is now; empty if there is none. */
    OptionalLong termAt(int shard, long upTo) throws IOException {
        IndexStats now = again(shard);
        String body = body(new Span(shard, -1, upTo), "desc", 1);
        Found found = cluster.search(now, primary(now, shard), shard, body, Integer.MAX_VALUE);
        return found.answer().hits().stream().mapToLong(Hit::term).findFirst();
    }

    private IndexStats again(int shard) throws IOException {
        IndexStats now = stats(shard);
        try {
            cluster.refresh(now);
        } catch (MovedException e) {
            return refreshed; // the next check finds out, and the next attempt refreshes again
        }
        return now;
    }

    /** A page with fewer documents where they are too large. */
    private Fetched fitting(IndexStats known, Span unread, Pace pace) throws IOException {
        for (int size = pace.documents(settings.batch(), settings.bytes()); size > 1; size /= LESS) {
            try {
                return page(known, unread, pace, size, LONGEST);
            } catch (AnswerTooLargeException e) {
                // with fewer
            }
        }
        return page(known, unread, pace, 1, Integer.MAX_VALUE);
    }

    private Fetched page(IndexStats known, Span unread, Pace pace, int size, int longest) throws IOException {
        int shard = unread.shard();
        Span asked = new Span(shard, unread.after(), pace.upTo(unread.after(), size, unread.upTo()));
        Found found = cluster.search(known, primary(known, shard), shard, body(asked, "asc", size), longest);
        List<Hit> hits = found.answer().hits();
        requireOrder(known.name(), hits, asked);
        requireStill(known, unread);
        long reached = hits.size() < size ? asked.upTo() : hits.getLast().number();
        return new Fetched(
                shard,
                hits.isEmpty() ? Optional.empty() : Optional.of(found),
                reached,
                reached == unread.upTo() ? Optional.empty() : Optional.of(unread.from(reached)),
                pace.after(hits.size(), reached - unread.after(), found.body().length));
    }

    /** Also that it still has what it is read up to: numbers that it lost are given to others, which are not read yet. */
    private void requireStill(IndexStats known, Span unread) throws IOException {
        int shard = unread.shard();
        IndexStats now = stats(shard);
        if (!shard(now, shard).copies().equals(shard(known, shard).copies())) {
            throw new MovedException("shard " + shard + " of " + known.name() + " moved while it was read");
        }
        long checkpoint = primary(now, shard).global();
        if (checkpoint < unread.upTo()) {
            throw new MovedException("shard " + shard + " of " + known.name() + " went back while it was read: its"
                    + " checkpoint is " + checkpoint + ", and was at least " + unread.upTo());
        }
    }

    private IndexStats stats(int shard) throws IOException {
        IndexStats now = cluster.stats(refreshed.name()).get(refreshed.name());
        if (now == null) {
            throw new MovedException(refreshed.name() + " is not available while its shard " + shard + " is read");
        }
        requireSame(refreshed, now);
        return now;
    }

    /** Documents of another index would be taken for those of this one. */
    private static void requireSame(IndexStats told, IndexStats now) throws IOException {
        if (!now.uuid().equals(told.uuid())) {
            throw new IOException("the index " + told.name() + " was made again while it was read (its UUID is "
                    + now.uuid() + ", and was " + told.uuid() + "): the next run looks at it");
        }
    }

    private static ShardStats shard(IndexStats index, int number) throws IOException {
        ShardStats shard = index.shards().get(number);
        if (shard == null) {
            throw new MovedException("shard " + number + " of " + index.name() + " is not available");
        }
        return shard;
    }

    private static ShardStats.Primary primary(IndexStats index, int shard) throws IOException {
        return shard(index, shard)
                .checkpoint()
                .orElseThrow(() ->
                        new MovedException("shard " + shard + " of " + index.name() + " has no primary that works"));
    }

    private static void requireOrder(String index, List<Hit> hits, Span asked) throws IOException {
        long last = asked.after();
        for (Hit hit : hits) {
            if (hit.number() < 0) {
                throw NumberedIndex.refused(index, "its document " + hit.id() + " has no sequence number");
            }
            if (hit.number() <= last || hit.number() > asked.upTo()) {
                throw new IOException("shard " + asked.shard() + " answered with sequence number " + hit.number()
                        + " after " + last + ", asked up to " + asked.upTo() + ": this is no order to read on from");
            }
            last = hit.number();
        }
    }

    private String body(Span asked, String order, int size) {
        String query = settings.query().map(own -> "," + own).orElse("");
        return "{\"query\":{\"bool\":{\"filter\":[{\"range\":{\"_seq_no\":{\"gt\":" + asked.after() + ",\"lte\":"
                + asked.upTo() + "}}}"
                + query + "]}},\"sort\":[{\"_seq_no\":{\"order\":\"" + order
                + "\",\"unmapped_type\":\"long\"}}],\"size\":" + size
                + Json.fields(settings) + ",\"seq_no_primary_term\":true,\"version\":true,\"track_total_hits\":false}";
    }
}
