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
    private static final int FIRST = 500;
    /** An answer that is longer is asked for anew with fewer documents, unless it is one document. */
    private static final int LONGEST = 32 << 20;

    private static final int LESS = 8;

    /**
     * A page.
     *
     * @param found  empty if the shard has nothing more up to where it is read
     * @param upTo   everything with this number or a lower one is in this page or before it
     * @param isLast whether the shard is read up to where it is read
     */
    record Fetched(int shard, Optional<Found> found, long upTo, boolean isLast) {}

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
     * @param upTo   the checkpoint of the shard: nothing above it is read
     * @param weight of a document so far, in bytes; 0 if nothing is known
     * @throws IOException if the shard did not keep still for some attempts
     */
    Fetched page(int shard, long after, long upTo, long weight) throws IOException {
        IndexStats known = refreshed;
        for (int attempt = 1; ; attempt++) {
            try {
                return fitting(known, shard, after, upTo, size(weight));
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
    private Fetched fitting(IndexStats known, int shard, long after, long upTo, int most) throws IOException {
        for (int size = most; size > 1; size /= LESS) {
            try {
                return checked(known, shard, after, upTo, size, LONGEST);
            } catch (AnswerTooLargeException e) {
                // with fewer
            }
        }
        return checked(known, shard, after, upTo, 1, Integer.MAX_VALUE);
    }

    private Fetched checked(IndexStats known, int shard, long after, long upTo, int size, int longest)
            throws IOException {
        Found found = cluster.search(known, primary(known, shard), shard, body(after, upTo, "asc", size), longest);
        List<Hit> hits = found.answer().hits();
        requireOrder(hits, shard, after, upTo);
        IndexStats now = stats(shard);
        if (!now.uuid().equals(known.uuid())
                || !shard(now, shard).copies().equals(shard(known, shard).copies())) {
            throw new MovedException("shard " + shard + " of " + known.name() + " moved while it was read");
        }
        // A full page that ends there is the last one, too: an empty page after it would move nothing.
        boolean last = hits.size() < size || hits.getLast().number() == upTo;
        return new Fetched(
                shard,
                hits.isEmpty() ? Optional.empty() : Optional.of(found),
                last ? upTo : hits.getLast().number(),
                last);
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

    private static void requireOrder(List<Hit> hits, int shard, long after, long upTo) throws IOException {
        long last = after;
        for (Hit hit : hits) {
            if (hit.number() <= last || hit.number() > upTo) {
                throw new IOException("shard " + shard + " answered with sequence number " + hit.number() + " after "
                        + last + ", asked up to " + upTo + ": this is no order to read on from");
            }
            last = hit.number();
        }
    }

    private int size(long weight) {
        long fitting = weight == 0 ? FIRST : Math.max(1, settings.bytes() / weight);
        return (int) Math.min(settings.batch(), fitting);
    }

    private String body(long after, long upTo, String order, int size) {
        String query = settings.query().map(own -> "," + own).orElse("");
        return "{\"query\":{\"bool\":{\"filter\":[{\"range\":{\"_seq_no\":{\"gt\":" + after + ",\"lte\":" + upTo + "}}}"
                + query + "]}},\"sort\":[{\"_seq_no\":{\"order\":\"" + order
                + "\",\"unmapped_type\":\"long\"}}],\"size\":" + size
                + Json.fields(settings) + ",\"seq_no_primary_term\":true,\"version\":true,\"track_total_hits\":false}";
    }
}
