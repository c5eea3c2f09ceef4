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
     * @param found  empty if the shard has nothing more up to where it is read
     * @param upTo   everything with this number or a lower one is in this page or before it
     * @param isLast whether the shard is read up to where it is read
     * @param pace   for the next one
     */
    record Fetched(int shard, Optional<Found> found, long upTo, boolean isLast, Pace pace) {}

    private final Cluster cluster;
    private final IndexSettings settings;
    private final IndexStats refreshed;

    /** @param refreshed the index as it was told before it was refreshed */
    Fetch(Cluster cluster, IndexSettings settings, IndexStats refreshed) {
        this.cluster = cluster;
        this.settings = settings;
        this.refreshed = refreshed;
    }

    /**
     * The page after a number.
     *
     * @param upTo the checkpoint of the shard: nothing above it is read
     * @throws IOException if the shard did not keep still for some attempts
     */
    Fetched page(int shard, long after, long upTo, Pace pace) throws IOException {
        Fetched page = still(shard, after, upTo, pace);
        while (page.found().isEmpty() && !page.isLast()) {
            page = still(shard, page.upTo(), upTo, page.pace());
        }
        return page;
    }

    private Fetched still(int shard, long after, long upTo, Pace pace) throws IOException {
        IndexStats known = refreshed;
        for (int attempt = 1; ; attempt++) {
            try {
                return fitting(known, shard, after, upTo, pace);
            } catch (MovedException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
            cluster.pause(attempt);
            known = again(shard);
        }
    }

    /** The term of the last document up to a number, as the shard is now; empty if there is none. */
    OptionalLong termAt(int shard, long upTo) throws IOException {
        IndexStats now = again(shard);
        Found found = cluster.search(now, primary(now, shard), shard, body(-1, upTo, "desc", 1), Integer.MAX_VALUE);
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
    private Fetched fitting(IndexStats known, int shard, long after, long upTo, Pace pace) throws IOException {
        for (int size = pace.documents(settings.batch(), settings.bytes()); size > 1; size /= LESS) {
            try {
                return page(known, shard, after, upTo, pace, size, LONGEST);
            } catch (AnswerTooLargeException e) {
                // with fewer
            }
        }
        return page(known, shard, after, upTo, pace, 1, Integer.MAX_VALUE);
    }

    private Fetched page(IndexStats known, int shard, long after, long upTo, Pace pace, int size, int longest)
            throws IOException {
        long to = pace.upTo(after, size, upTo);
        Found found = cluster.search(known, primary(known, shard), shard, body(after, to, "asc", size), longest);
        List<Hit> hits = found.answer().hits();
        requireOrder(known.name(), hits, shard, after, to);
        requireStill(known, shard, upTo);
        long reached = hits.size() < size ? to : hits.getLast().number();
        return new Fetched(
                shard,
                hits.isEmpty() ? Optional.empty() : Optional.of(found),
                reached,
                reached == upTo,
                pace.after(hits.size(), reached - after, found.body().length));
    }

    /** Also that it still has what it is read up to: numbers that it lost are given to others, which are not read yet. */
    private void requireStill(IndexStats known, int shard, long upTo) throws IOException {
        IndexStats now = stats(shard);
        if (!now.uuid().equals(known.uuid())
                || !shard(now, shard).copies().equals(shard(known, shard).copies())) {
            throw new MovedException("shard " + shard + " of " + known.name() + " moved while it was read");
        }
        long checkpoint = primary(now, shard).global();
        if (checkpoint < upTo) {
            throw new MovedException("shard " + shard + " of " + known.name() + " went back while it was read: its"
                    + " checkpoint is " + checkpoint + ", and was " + upTo);
        }
    }

    private IndexStats stats(int shard) throws IOException {
        IndexStats now = cluster.stats(refreshed.name()).get(refreshed.name());
        if (now == null) {
            throw new MovedException(refreshed.name() + " is not available while its shard " + shard + " is read");
        }
        return now;
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

    private static void requireOrder(String index, List<Hit> hits, int shard, long after, long upTo)
            throws IOException {
        long last = after;
        for (Hit hit : hits) {
            if (hit.number() < 0) {
                throw NumberedIndex.refused(index, "its document " + hit.id() + " has no sequence number");
            }
            if (hit.number() <= last || hit.number() > upTo) {
                throw new IOException("shard " + shard + " answered with sequence number " + hit.number() + " after "
                        + last + ", asked up to " + upTo + ": this is no order to read on from");
            }
            last = hit.number();
        }
    }

    private String body(long after, long upTo, String order, int size) {
        String query = settings.query().map(own -> "," + own).orElse("");
        return "{\"query\":{\"bool\":{\"filter\":[{\"range\":{\"_seq_no\":{\"gt\":" + after + ",\"lte\":" + upTo + "}}}"
                + query + "]}},\"sort\":[{\"_seq_no\":{\"order\":\"" + order
                + "\",\"unmapped_type\":\"long\"}}],\"size\":" + size
                + Json.fields(settings) + ",\"seq_no_primary_term\":true,\"version\":true,\"track_total_hits\":false}";
    }
}
